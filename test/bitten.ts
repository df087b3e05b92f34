/** Real shapes of every format that leads to tables, and what a reader may make of them after something bit into them. */
export const shapes: Readonly<Record<string, string>> = {
  "db/V1__a.sql":
    "-- x\nCREATE TABLE a (id bigserial PRIMARY KEY, b text DEFAULT 'x' CHECK (b <> ''));\nALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (b) REFERENCES d (e) NOT VALID;\nCREATE INDEX CONCURRENTLY i ON a (b DESC) WHERE b IS NULL;\nCREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql;\n",
  "prisma/schema.prisma":
    'datasource db {\n  provider = "postgresql"\n  url = env("X")\n}\nmodel A {\n  id Int @id @default(autoincrement()) // x\n  bId Int\n  b B @relation(fields: [bId], references: [id], map: "f")\n  @@index([bId(sort: Desc)])\n}\n',
  "alembic/versions/a.py":
    'revision = "a"\ndown_revision = ("b", "c")\nT = "t"\ndef upgrade():\n    op.create_table(T, sa.Column("id", sa.Integer(), primary_key=True), sa.ForeignKeyConstraint(["a"], ["b.c"]))\n    with op.batch_alter_table("x") as b:\n        b.add_column(sa.Column("y", postgresql.ARRAY(sa.String(3)), server_default=sa.text("now()")))\n    op.execute(f"""ALTER TABLE x ADD {T} int""")\ndef downgrade():\n    pass\n',
  "db/migrate/1_a.rb":
    'class A < ActiveRecord::Migration[7.0]\n  def change\n    create_table :a, id: :uuid do |t|\n      t.references :b, foreign_key: { to_table: :c }, index: { name: "i" }\n      t.string :d, null: false, default: "#{1}"\n    end\n    execute <<~SQL\n      ALTER TABLE a ADD e int;\n    SQL\n    add_index :a, %w[d e], algorithm: :concurrently if true\n  end\nend\n',
  "Data/Migrations/1_A.cs":
    'public partial class A : Migration { protected override void Up(MigrationBuilder migrationBuilder) { migrationBuilder.CreateTable(name: "A", columns: table => new { Id = table.Column<int>(type: "int", nullable: false).Annotation("x", "1, 1") }, constraints: table => { table.PrimaryKey("P", x => new { x.Id }); }); migrationBuilder.Sql(@"DROP TABLE ""b"""); } }\n',
  "db/changelog.xml":
    '<databaseChangeLog><property name="p" value="q"/><changeSet id="1"><createTable tableName="${p}"><column name="a" type="int"><constraints primaryKey="true" references="b(c)"/></column></createTable><sql><![CDATA[ALTER TABLE q ADD d int;]]></sql></changeSet><include file="x.xml"/></databaseChangeLog>\n',
  "db/changelog.yaml":
    "databaseChangeLog:\n- changeSet:\n    id: 1\n    changes:\n    - createTable: { tableName: a, columns: [ { column: { name: b, type: int, constraints: { nullable: false } } } ] }\n- includeAll: { path: x }\n",
  "zoo/migrations/0001_a.py":
    'class Migration(migrations.Migration):\n    dependencies = [("a", "0001")]\n    operations = [migrations.CreateModel(name="A", fields=[("id", models.AutoField(primary_key=True)), ("b", models.ForeignKey(to="c.D", on_delete=models.CASCADE))], options={"unique_together": {("id", "b")}})]\n',
  "migrations/1_a.js":
    'const t = "a";\nexports.up = async (knex) => { await knex.schema.createTable(t, (table) => { table.increments(); table.string("b", 3).notNullable().references("id").inTable(`${t}s`); }); await knex.raw("DROP TABLE c"); };\nexports.down = () => {};\n',
};

const bites = [
  "(",
  ")",
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  "`",
  "\\",
  "/*",
  "*/",
  "--",
  "#",
  "#{",
  "${",
  "<",
  ">",
  "=>",
  ",",
  ";",
  ":",
  "do",
  "end",
  "\n",
  "\r",
  "\t",
  "\0",
  "$$",
  "<<~X\n",
  "%w[",
  "'''",
  '@"',
  "]]>",
  "&",
  "\ud800",
  "9e999",
  "new ",
  "def up\n",
];

/** A text with a few bites: something put in, taken out, said again, or cut off. */
export function bitten(text: string, random: (limit: number) => number): string {
  let out = text;
  for (let count = 1 + random(4); count > 0; count--) {
    const at = random(out.length + 1);
    const length = random(40);
    switch (random(5)) {
      case 0:
        out = out.slice(0, at) + out.slice(at + length);
        break;
      case 1:
        out = out.slice(0, at) + out.slice(at, at + length).repeat(1 + random(5)) + out.slice(at);
        break;
      case 2:
        out = out.slice(0, at);
        break;
      case 3: {
        const from = random(out.length + 1);
        out = out.slice(0, at) + out.slice(from, from + length) + out.slice(at);
        break;
      }
      default:
        out = out.slice(0, at) + (bites[random(bites.length)] ?? "").repeat(random(8) === 0 ? 40 : 1) + out.slice(at);
    }
  }
  return out;
}

export function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
