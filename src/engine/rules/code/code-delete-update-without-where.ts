import { go, javascript, php, python, ruby } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeDeleteUpdateWithoutWhere = siteRule({
  id: "code-delete-update-without-where",
  title: "No statement changes every row by oversight",
  why: "A delete or an update without a condition means the whole table. Where the condition was forgotten, one request is enough.",
  remedy: "Say which rows; where all of them are meant, say so in the name of the function (`clear…`, `reset…`).",
  silent:
    "Functions whose name says that everything is meant (clear, reset, purge, truncate, seed …), statements that are put together from parts, and conditions that come from elsewhere.",
  area: "data",
  covers: ["code-delete-update-without-where"],
  sources: ["https://orm.drizzle.team/docs/eslint-plugin", "https://guides.rubyonrails.org/active_record_querying.html"],
  severity: "warning",
  each: "file",
  says: "{package} changes every row of a table: {places}.",
  wrong: () => (site) => site.does === "overwrites" && site.settled === "no" && !onPurpose.test(`${site.within} ${site.file}`),
  good: [
    {
      title: "Drizzle with a condition",
      files: javascript(
        'import { eq } from "drizzle-orm";\nexport const drop = (id: string) => db.delete(orders).where(eq(orders.id, id));\nexport const pay = (id: string) => db.update(orders).set({ paid: true }).where(eq(orders.id, id));\n',
      ),
    },
    {
      title: "SQL with one",
      files: go(
        'package main\n\nimport "database/sql"\n\nfunc pay(db *sql.DB, id int) {\n\tdb.Exec("UPDATE orders SET paid = true WHERE id = $1", id)\n}\n',
      ),
    },
    {
      title: "Rails with one",
      files: ruby('class Orders\n  def old\n    Faraday.get("http://stock")\n    Order.where(paid: true).delete_all\n  end\nend\n'),
    },
    {
      title: "A name that says it",
      files: python("from django.db import models\n\ndef clear_orders():\n    Order.objects.all().delete()\n"),
    },
    {
      title: "A delete that is no table's",
      files: javascript(
        'import { eq } from "drizzle-orm";\nconst seen = new Map();\nexport const forget = (id: string) => seen.delete(id);\nexport const some = (where: object) => prisma.order.deleteMany({ where });\n',
      ),
    },
  ],
  bad: [
    {
      title: "Drizzle",
      files: javascript('import { eq } from "drizzle-orm";\nexport const pay = (id: string) => db.update(orders).set({ paid: true });\n'),
      says: ["orders changes every row of a table: db.update in pay (orders.ts)."],
    },
    {
      title: "SQL",
      files: go('package main\n\nimport "database/sql"\n\nfunc pay(db *sql.DB, id int) {\n\tdb.Exec("UPDATE orders SET paid = true")\n}\n'),
      says: ["orders changes every row of a table: db.Exec in pay (main.go)."],
    },
    {
      title: "Django",
      files: python("from django.db import models\n\ndef pay(order):\n    Order.objects.update(paid=True)\n"),
      says: ["orders changes every row of a table: Order.objects.update in pay (views.py)."],
    },
    {
      title: "Rails, and Laravel",
      files: {
        ...ruby('class Orders\n  def pay\n    Faraday.get("http://stock")\n    Order.update_all(paid: true)\n  end\nend\n'),
        "shop/composer.json": '{\n  "name": "acme/shop"\n}\n',
        "shop/app/Orders.php":
          php("<?php\nRoute::get('/', 'x');\nclass Orders { function pay() { DB::table('orders')->update(['paid' => true]); } }\n")[
            "app/Orders.php"
          ] ?? "",
      },
      says: [
        "shop changes every row of a table: DB.table().update in pay (Orders.php).",
        "shop changes every row of a table: Order.update_all in pay (orders.rb).",
      ],
    },
  ],
});

const onPurpose =
  /clear|reset|wipe|purge|truncate|seed|clean|delete_?all|remove_?all|drop|flush|teardown|tear_down|rebuild|reindex|uninstall|nuke|empty|restore|import|backfill|upgrade|migrat/i;
