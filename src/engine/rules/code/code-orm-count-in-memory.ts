import { csharp, java, javascript, php, python, ruby } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeOrmCountInMemory = siteRule({
  id: "code-orm-count-in-memory",
  title: "Rows are counted where they are",
  why: "To be counted in memory every row is read, sent and made an object of: the table grows, and one day the answer takes seconds and all the memory.",
  remedy: "Let the database count: `count()`, `countDocuments()`, `CountAsync()`.",
  silent: "Rows that are used for something else as well, as far as the same expression shows.",
  area: "performance",
  covers: ["code-orm-count-in-memory"],
  sources: [
    "https://docs.djangoproject.com/en/stable/ref/models/querysets/#count",
    "https://www.prisma.io/docs/orm/prisma-client/queries/aggregation-grouping-summarizing#count",
  ],
  severity: "note",
  each: "file",
  says: "{package} reads rows to count them: {places}.",
  wrong: () => (site) => site.does === "counts",
  good: [
    {
      title: "Django counts",
      files: python("from django.db import models\n\ndef many():\n    return Order.objects.filter(paid=True).count()\n"),
    },
    {
      title: "Prisma counts",
      files: javascript(
        "export const many = () => prisma.order.count({ where: { paid: true } });\nexport const url = process.env.APP_URL;\n",
      ),
    },
    {
      title: "So does ActiveRecord",
      files: ruby('class Orders\n  def many\n    Faraday.get("http://stock")\n    Order.where(paid: true).count\n  end\nend\n'),
    },
    {
      title: "The length of a list",
      files: python(
        "from django.db import models\n\ndef many(orders):\n    names = list(Order.objects.all())\n    return len(names) + len(orders.all())\n",
      ),
    },
    {
      title: "Rows that are used",
      files: javascript(
        "export async function all() {\n  const orders = await prisma.order.findMany();\n  return orders.map((it) => it.name).length;\n}\nexport const url = process.env.APP_URL;\n",
      ),
    },
  ],
  bad: [
    {
      title: "Django",
      files: python("from django.db import models\n\ndef many():\n    return len(Order.objects.filter(paid=True))\n"),
      says: ["orders reads rows to count them: len in many (views.py)."],
    },
    {
      title: "Prisma",
      files: javascript(
        "export const many = async () => (await prisma.order.findMany({ where: { paid: true } })).length;\nexport const url = process.env.APP_URL;\n",
      ),
      says: ["orders reads rows to count them: prisma.order.findMany in many (orders.ts)."],
    },
    {
      title: "Spring Data",
      files: java(
        'package shop;\nimport org.springframework.web.bind.annotation.GetMapping;\nclass Orders {\n  @GetMapping("/count")\n  int many() { return orderRepository.findAll().size(); }\n}\n',
      ),
      says: ["shop reads rows to count them: orderRepository.findAll in many (Orders.java)."],
    },
    {
      title: "Laravel, and Entity Framework",
      files: {
        ...php(
          "<?php\nuse App\\Models\\Order;\nRoute::get('/', 'x');\nclass Orders { function many() { return Order::all()->count(); } }\n",
        ),
        "web/Web.csproj": "<Project />\n",
        "web/Orders.cs":
          csharp(
            'using Microsoft.EntityFrameworkCore;\nclass Orders {\n  [HttpGet("/count")]\n  int Many() => _context.Orders.Where(it => it.Paid).ToList().Count;\n}\n',
          )["Orders.cs"] ?? "",
      },
      says: [
        "web reads rows to count them: _context.Orders.Where().ToList in Many (Orders.cs).",
        "orders reads rows to count them: Order.all in many (Orders.php).",
      ],
    },
  ],
});
