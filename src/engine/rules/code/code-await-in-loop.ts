import type { Site } from "../../model/index.ts";
import { csharp, go, java, javascript, php, python, ruby } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeAwaitInLoop = siteRule({
  id: "code-await-in-loop",
  title: "Many rows are asked for at once, not one by one",
  why: "A query or a call for each of many (N+1) costs a round trip each: what takes a moment with ten rows takes seconds with a thousand, and the database answers a thousand questions instead of one.",
  remedy:
    "Ask once for all of them (`where id in (…)`, `findMany`, `includes`, `select_related`, a batch endpoint), and hand a DataLoader all its keys before anything waits: `loadMany`, or the promises together in `Promise.all`.",
  silent:
    "What does not depend on the loop's variable, loops that repeat, page or divide into batches, loops over what is written out, Prisma's `findUnique` and HTTP calls that run together (`Promise.all`), and writes.",
  area: "performance",
  covers: ["code-await-in-loop", "x-n-plus-one"],
  sources: [
    "https://eslint.org/docs/latest/rules/no-await-in-loop",
    "https://github.com/graphql/dataloader#batching",
    "https://docs.djangoproject.com/en/stable/topics/db/optimization/#retrieve-everything-at-once-if-you-know-you-will-need-it",
  ],
  severity: "note",
  each: "file",
  says: "{package} asks once for each of many: {places}.",
  wrong: () => (site) =>
    (site.does === "reads" || site.does === "loads" || asksForOne(site)) && site.loop?.each === true && !isBatched(site),
  good: [
    {
      title: "Asked once for all",
      files: javascript(
        "export async function customers(orders: Order[]) {\n  const ids = orders.map((it) => it.customerId);\n  return prisma.customer.findMany({ where: { id: { in: ids } } });\n}\n",
      ),
    },
    {
      title: "Prisma puts what is asked together into one query, and so does a loader",
      files: javascript(
        'import DataLoader from "dataloader";\nexport const customers = (orders: Order[]) => Promise.all(orders.map((it) => prisma.customer.findUnique({ where: { id: it.customerId } })));\nexport const items = (orders: Order[]) => Promise.all(orders.map((it) => itemLoader.load(it.id)));\n',
      ),
    },
    {
      title: "Pages and batches",
      files: python(
        "from django.db import models\n\ndef export(ids, cursor):\n    for chunk in chunked(ids, 500):\n        yield from Order.objects.filter(id__in=chunk)\n    while cursor:\n        page = Order.objects.filter(id__gt=cursor)[:100]\n        cursor = page[-1].id if page else None\n",
      ),
    },
    {
      title: "A loop that tries again, and one over what is written out",
      files: go(
        'package main\n\nimport "database/sql"\n\nfunc load(db *sql.DB, id int) {\n\tfor attempt := 0; attempt < 3; attempt++ {\n\t\tdb.QueryRow("SELECT name FROM orders WHERE id = $1", id)\n\t}\n\tfor _, kind := range []string{"new", "paid"} {\n\t\tdb.QueryRow("SELECT count(*) FROM orders WHERE kind = $1", kind)\n\t}\n}\n',
      ),
    },
    {
      title: "A map that is called find, and an array's own",
      files: ruby(
        "class Orders\n  def names(ids)\n    index = Index.new\n    ids.each { |id| index.find(id) }\n    ids.map { |id| Files.join(id) }\n  end\nend\n",
      ),
    },
  ],
  bad: [
    {
      title: "A query for each row, and a loader that is waited for one by one",
      files: javascript(
        'import DataLoader from "dataloader";\nexport async function customers(orders: Order[]) {\n  const found = [];\n  for (const order of orders) {\n    found.push(await prisma.customer.findFirst({ where: { id: order.customerId } }));\n    found.push(await itemLoader.load(order.itemId));\n  }\n  return found;\n}\n',
      ),
      says: [
        "orders asks once for each of many: prisma.customer.findFirst in customers (orders.ts) and itemLoader.load in customers (orders.ts).",
      ],
    },
    {
      title: "Django",
      files: python(
        "from django.db import models\n\ndef customers(orders):\n    for order in orders:\n        key = order.customer_id\n        yield Customer.objects.get(id=key)\n",
      ),
      says: ["orders asks once for each of many: Customer.objects.get in customers (views.py)."],
    },
    {
      title: "Spring Data, in a stream",
      files: java(
        'package shop;\nimport org.springframework.web.bind.annotation.GetMapping;\nclass Orders {\n  @GetMapping("/customers")\n  List<Customer> customers(List<Order> orders) {\n    return orders.stream().map(order -> customerRepository.findById(order.customerId())).toList();\n  }\n}\n',
      ),
      says: ["shop asks once for each of many: customerRepository.findById in customers (Orders.java)."],
    },
    {
      title: "A request for each",
      files: javascript(
        'import axios from "axios";\nexport async function stock(items: string[]) {\n  const levels = [];\n  for (const item of items) levels.push(await axios.get(`http://stock/items/${item}`, { timeout: 500 }));\n  return levels;\n}\n',
      ),
      says: ["orders asks once for each of many: axios.get in stock (orders.ts)."],
    },
    {
      title: "Entity Framework and Laravel",
      files: {
        ...csharp(
          'using Microsoft.EntityFrameworkCore;\nclass Orders {\n  [HttpGet("/customers")]\n  async Task Customers(List<Order> orders) {\n    foreach (var order in orders) {\n      await _context.Customers.FindAsync(order.CustomerId);\n    }\n  }\n}\n',
        ),
        "shop/composer.json": '{\n  "name": "acme/shop"\n}\n',
        "shop/app/Orders.php":
          php(
            "<?php\nuse App\\Models\\Customer;\nRoute::get('/', 'x');\nclass Orders {\n  function customers($orders) {\n    foreach ($orders as $order) {\n      $all[] = Customer::find($order->customer_id);\n    }\n  }\n}\n",
          )["app/Orders.php"] ?? "",
      },
      says: [
        "Orders asks once for each of many: _context.Customers.FindAsync in Customers (Orders.cs).",
        "shop asks once for each of many: Customer.find in customers (Orders.php).",
      ],
    },
  ],
});

/** A call over HTTP that only reads. */
const asksForOne = ({ does, what, loop, browser }: Site): boolean =>
  does === "requests" && loop?.together !== true && browser !== true && /(?:\.get|\.Get|^fetch|\.head|urlopen)$/.test(what);

/** Prisma joins what is asked for in one tick. */
const isBatched = ({ form, what, loop, browser }: Site): boolean =>
  browser === true || (loop?.together === true && form === "reads:prisma" && /findUnique/.test(what));
