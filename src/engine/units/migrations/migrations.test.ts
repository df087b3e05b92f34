import { describe, expect, test } from "vitest";
import { openEngine } from "../../engine.ts";

type Files = Readonly<Record<string, string>>;
const open = (files: Files) => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return engine;
};
/** Tables as lines: columns (`?` = may be null), then keys. */
const tablesOf = (files: Files): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...open(files).architecture().entities.values()].map(({ name, columns, keys }) => [
      name,
      [
        columns.map((it) => `${it.name} ${it.type}${it.nullable ? "?" : ""}`).join(", "),
        ...keys.map((it) => `${it.kind} ${it.columns.join(",")}${it.references ? ` > ${it.references.entity}` : ""}`),
      ].join(" | "),
    ]),
  );
const problemsOf = (files: Files): readonly string[] =>
  open(files)
    .problems()
    .map(({ file, message }) => `${file}: ${message}`);

describe("Alembic", () => {
  const head = (revision: string, after: string) =>
    `from alembic import op\nimport sqlalchemy as sa\nrevision: str = "${revision}"\ndown_revision = ${after}\n\n`;
  test("plain: what upgrade does, never what downgrade does", () => {
    expect(
      tablesOf({
        "api/alembic/versions/a.py": `${head("a", "None")}def upgrade():
    op.create_table(
        "pet",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=40), server_default="x"),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("public.owner.id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pet")),
    )
    op.create_index(op.f("ix_pet_owner"), "pet", ["owner_id"], unique=False)


def downgrade():
    op.drop_table("pet")
`,
      }),
    ).toEqual({ pet: "id bigint, name varchar(40)?, owner_id integer? | foreign owner_id > owner | primary id | index owner_id" });
  });

  test("indirect: order by down_revision, over branches and a merge; batches, constants, literal SQL", () => {
    const files = {
      "api/alembic/versions/1_last.py": `${head("d", '("b", "c")')}TABLE = "pet"\n\ndef upgrade():
    with op.batch_alter_table(TABLE, schema=None) as batch_op:
        batch_op.alter_column("name", new_column_name="label", nullable=False)
        batch_op.drop_column("note")
    op.execute(sa.text("""ALTER TABLE pet ADD COLUMN age int"""))
`,
      "api/alembic/versions/2_left.py": `${head("b", '"a"')}def upgrade() -> None:\n    op.add_column("pet", sa.Column("note", sa.Text()))\n`,
      "api/alembic/versions/3_right.py": `${head("c", '"a"')}def upgrade() -> None:\n    op.create_unique_constraint("u", "pet", ["name"])\n`,
      "api/alembic/versions/4_first.py": `${head("a", "None")}def upgrade():\n    op.create_table("pet", sa.Column("name", sa.Text()))\n`,
    };
    expect(tablesOf(files)).toEqual({ pet: "label text, age int? | unique label" });
    expect(problemsOf(files)).toEqual([]);
  });

  test("what is computed is told as not read; heads that nothing joins are told", () => {
    const files = {
      "m/versions/a.py": `${head("a", "None")}def upgrade():\n    for t in tables():\n        op.drop_column(t, "x")\n    op.create_table("a", sa.Column("id", sa.Integer()))\n`,
      "m/versions/b.py": `${head("b", "None")}def upgrade():\n    pass\n`,
    };
    expect(problemsOf(files)).toEqual([
      "m/versions/a.py: Read 1 of 2 operations: one is computed when the migration runs, or not known here.",
      "m/versions/a.py: 2 heads, and no revision joins them: a.py, b.py.",
    ]);
  });

  test("decoy: other Python in such a folder", () => {
    expect(tablesOf({ "api/migrations/env.py": `# revision = "a"\ndef run():\n    op.create_table("pet")\n` })).toEqual({});
  });
});

describe("Active Record", () => {
  const migration = (body: string) => `class X < ActiveRecord::Migration[7.1]\n  ${body}\nend\n`;
  test("plain: change, in the order of the numbers", () => {
    expect(
      tablesOf({
        "db/migrate/20240201000000_b.rb": migration(
          "def change\n    add_column :pets, :age, :integer, null: false, default: 0\n    add_foreign_key :pets, :owners\n  end",
        ),
        "db/migrate/20240101000000_a.rb": migration(`def change
    create_table :pets, id: :uuid do |t|
      t.string :name, limit: 40, null: false, index: { unique: true }
      t.references :owner, null: false
      t.timestamps
    end
  end`),
      }),
    ).toEqual({
      pets: "id uuid, name varchar(40), owner_id bigint, created_at timestamp, updated_at timestamp, age integer | primary id | unique name | index owner_id | foreign owner_id > owners",
    });
  });

  test("indirect: schema.rb has the last word; post_migrate, heredocs and reversible", () => {
    expect(
      tablesOf({
        "db/schema.rb": `ActiveRecord::Schema[7.1].define(version: 2024) do
  create_table "pets", force: :cascade do |t|
    t.decimal "price", precision: 8, scale: 2
    t.index ["price"], name: "i"
  end
end
`,
        "db/migrate/1_a.rb": migration("def change\n    create_table(:pets) { |t| t.string :gone }\n  end"),
      }),
    ).toEqual({ pets: "id bigint, price decimal(8,2)? | primary id | index price" });
    expect(
      tablesOf({
        "db/migrate/1_a.rb": migration(
          'def up\n    execute <<~SQL\n      CREATE TABLE pets (id bigint PRIMARY KEY, "a" text);\n    SQL\n  end\n  def down\n    drop_table :pets\n  end',
        ),
        "db/post_migrate/2_b.rb": migration(
          "def change\n    reversible do |dir|\n      dir.up { add_column :pets, :b, :text }\n      dir.down do\n        remove_column :pets, :a\n      end\n    end\n  end",
        ),
      }),
    ).toEqual({ pets: "id bigint, a text?, b text? | primary id" });
  });

  test("decoy: a class that is called like one", () => {
    expect(
      tablesOf({ "db/migrate/readme.rb": "# ActiveRecord\nclass Migration\n  def change\n    create_table :pets\n  end\nend\n" }),
    ).toEqual({});
  });
});

describe("Entity Framework Core", () => {
  const migration = (up: string) => `using Microsoft.EntityFrameworkCore.Migrations;
public partial class X : Migration {
  protected override void Up(MigrationBuilder migrationBuilder) { ${up} }
  protected override void Down(MigrationBuilder migrationBuilder) { migrationBuilder.DropTable(name: "Pets"); }
}
`;
  const create = `migrationBuilder.CreateTable(
    name: "Pets",
    columns: table => new {
      Id = table.Column<int>(type: "integer", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", Npgsql.Identity),
      Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
      OwnerId = table.Column<int>(name: "owner_id", type: "integer", nullable: false)
    },
    constraints: table => {
      table.PrimaryKey("PK_Pets", x => x.Id);
      table.ForeignKey(name: "FK", column: x => x.OwnerId, principalTable: "Owners", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
    });`;
  test("plain: what Up does", () => {
    expect(tablesOf({ "Data/Migrations/1_A.cs": migration(create) })).toEqual({
      Pets: "Id integer, Name character varying(40)?, owner_id integer | primary Id | foreign owner_id > Owners",
    });
  });

  test("indirect: later migrations, verbatim SQL; the snapshot speaks where they make nothing", () => {
    expect(
      tablesOf({
        "Data/Migrations/1_A.cs": migration(create),
        "Data/Migrations/2_B.cs": migration(
          'migrationBuilder.RenameColumn(name: "Name", table: "Pets", newName: "Label"); migrationBuilder.CreateIndex(name: "I", table: "Pets", columns: new[] { "Label", "Id" }, unique: true); migrationBuilder.Sql(@"ALTER TABLE ""Pets"" ADD age int");',
        ),
      }),
    ).toEqual({
      Pets: "Id integer, Label character varying(40)?, owner_id integer, age int? | primary Id | foreign owner_id > Owners | unique Label,Id",
    });
    expect(
      tablesOf({
        "Data/Migrations/ShopModelSnapshot.cs": `partial class ShopModelSnapshot : ModelSnapshot {
  protected override void BuildModel(ModelBuilder modelBuilder) {
    modelBuilder.Entity("Shop.Pet", b => {
      b.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("int");
      b.Property<string>("Name").HasColumnType("nvarchar(40)");
      b.HasKey("Id");
      b.HasIndex("Name").IsUnique();
      b.ToTable("Pets", "dbo");
    });
  }
}`,
      }),
    ).toEqual({ Pets: "Id int, Name nvarchar(40)? | primary Id | unique Name" });
  });

  test("decoy: what is commented out, and names that are computed", () => {
    const files = {
      "Data/Migrations/1_A.cs": migration(`// ${create.replaceAll("\n", " ")}\n migrationBuilder.DropTable(name: Names.Pets);`),
    };
    expect(tablesOf(files)).toEqual({});
    expect(problemsOf(files)[0]).toContain("Read 0 of 1 operations");
  });
});

describe("Liquibase", () => {
  const xml = (inside: string) =>
    `<?xml version="1.0"?>\n<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">${inside}</databaseChangeLog>`;
  const pet = `<changeSet id="1" author="a"><createTable tableName="pet">
    <column name="id" type="BIGINT" autoIncrement="true"><constraints primaryKey="true" nullable="false"/></column>
    <column name="owner_id" type="bigint"><constraints foreignKeyName="fk" references="owner(id)"/></column>
  </createTable></changeSet>`;
  test("plain, in each of its four ways to write", () => {
    const expected = { pet: "id bigint, owner_id bigint? | primary id | foreign owner_id > owner" };
    expect(tablesOf({ "db/changelog.xml": xml(pet) })).toEqual(expected);
    const yaml = `databaseChangeLog:
- changeSet:
    id: 1
    author: a
    changes:
    - createTable:
        tableName: pet
        columns:
        - column: { name: id, type: BIGINT, autoIncrement: true, constraints: { primaryKey: true, nullable: false } }
        - column: { name: owner_id, type: bigint, constraints: { foreignKeyName: fk, references: owner(id) } }
`;
    expect(tablesOf({ "db/changelog.yaml": yaml })).toEqual(expected);
    const json = {
      databaseChangeLog: [
        {
          changeSet: {
            id: "1",
            author: "a",
            changes: [
              {
                createTable: {
                  tableName: "pet",
                  columns: [
                    { column: { name: "id", type: "BIGINT", constraints: { primaryKey: true } } },
                    {
                      column: {
                        name: "owner_id",
                        type: "bigint",
                        constraints: { referencedTableName: "owner", referencedColumnNames: "id" },
                      },
                    },
                  ],
                },
              },
            ],
          },
        },
      ],
    };
    expect(tablesOf({ "db/changelog.json": JSON.stringify(json) })).toEqual(expected);
    const sql =
      "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE pet (id bigint PRIMARY KEY, owner_id bigint REFERENCES owner (id));\n--rollback DROP TABLE pet;\n";
    expect(tablesOf({ "db/changelog.sql": sql })).toEqual(expected);
  });

  test("indirect: files taken in from the root of resources and beside, folders, SQL files, properties", () => {
    const files = {
      "app/src/main/resources/db/master.yaml":
        "databaseChangeLog:\n- include: { file: db/changes/1.xml }\n- includeAll: { path: more/, relativeToChangelogFile: true }\n",
      "app/src/main/resources/db/changes/1.xml": xml(`<property name="name" value="pet"/>${pet.replace('"pet"', `"\${name}"`)}`),
      "app/src/main/resources/db/more/changelog-2.xml": xml(
        '<changeSet id="2" author="a"><renameColumn tableName="pet" oldColumnName="owner_id" newColumnName="keeper"/><sqlFile path="x.sql" relativeToChangelogFile="true"/></changeSet>',
      ),
      "app/src/main/resources/db/more/x.sql": "ALTER TABLE pet ADD COLUMN age int;",
    };
    expect(tablesOf(files)).toEqual({ pet: "id bigint, keeper bigint?, age int? | primary id | foreign keeper > owner" });
  });

  test("decoy: rollbacks, databases in memory, files that are not there", () => {
    const files = {
      "db/changelog.xml": xml(
        `${pet}<changeSet id="2" author="a" dbms="h2"><dropTable tableName="pet"/></changeSet><changeSet id="3" author="a"><rollback><dropTable tableName="pet"/></rollback></changeSet><include file="db/gone.xml"/>`,
      ),
    };
    expect(Object.keys(tablesOf(files))).toEqual(["pet"]);
    expect(problemsOf(files)).toEqual(["db/changelog.xml: It takes in db/gone.xml, which is not here."]);
  });
});

describe("Django", () => {
  const migration = (operations: string, after = "") =>
    `from django.db import migrations, models\n\nclass Migration(migrations.Migration):\n    dependencies = [${after}]\n    operations = [${operations}]\n`;
  const create = `migrations.CreateModel(
        name="Pet",
        fields=[
            ("id", models.BigAutoField(primary_key=True, serialize=False)),
            ("name", models.CharField(max_length=40, unique=True)),
            ("owner", models.ForeignKey(null=True, on_delete=models.CASCADE, to="people.Owner")),
            ("tags", models.ManyToManyField(to="zoo.Tag")),
        ],
        options={"unique_together": {("name", "owner")}},
    )`;
  test("plain: models, fields, and the table between two of many", () => {
    expect(tablesOf({ "zoo/migrations/0001_initial.py": migration(create) })).toEqual({
      zoo_pet:
        "id bigserial, name varchar(40), owner_id bigint? | primary id | unique name | foreign owner_id > people_owner | unique name,owner_id | index owner_id",
      zoo_pet_tags:
        "id bigserial, pet_id bigint, tag_id bigint | primary id | foreign pet_id > zoo_pet | foreign tag_id > zoo_tag | unique pet_id,tag_id",
    });
  });

  test("indirect: order by what they name, fields renamed and removed", () => {
    expect(
      tablesOf({
        "zoo/migrations/0002_a.py": migration(
          'migrations.RenameField("pet", "owner", "keeper"), migrations.RemoveField(model_name="pet", name="tags"), migrations.AlterField(model_name="pet", name="name", field=models.TextField(null=True))',
          '("zoo", "0003_b")',
        ),
        "zoo/migrations/0003_b.py": migration(create),
      })["zoo_pet"],
    ).toBe(
      "id bigserial, name text?, keeper_id bigint? | primary id | unique name | foreign keeper_id > people_owner | unique name,keeper_id | index keeper_id",
    );
  });

  test("decoy: a script among migrations", () => {
    expect(tablesOf({ "zoo/migrations/0001_x.py": `"""migrations.CreateModel(name="Pet")"""\n` })).toEqual({});
  });
});

describe("Knex, Sequelize and TypeORM", () => {
  test("plain: each in its own words", () => {
    expect(
      tablesOf({
        "migrations/1_a.js": `exports.up = function (knex) {
  return knex.schema.createTable("pets", (table) => {
    table.increments("id");
    table.string("name", 40).notNullable().unique();
    table.integer("owner_id").references("id").inTable("owners");
  });
};
exports.down = (knex) => knex.schema.dropTable("pets");
`,
      }),
    ).toEqual({ pets: "id serial, name varchar(40), owner_id integer? | primary id | unique name | foreign owner_id > owners" });
    expect(
      tablesOf({
        "server/migrations/1-a.js": `module.exports = {
  up: async (queryInterface, Sequelize) => {
    await queryInterface.createTable("pets", { id: { type: Sequelize.UUID, allowNull: false, primaryKey: true }, ownerId: { type: Sequelize.UUID, references: { model: "owners" } } });
    await queryInterface.addIndex("pets", ["ownerId"]);
  },
  down: async (queryInterface) => { await queryInterface.dropTable("pets"); },
};
`,
      }),
    ).toEqual({ pets: "id uuid, ownerId uuid? | primary id | foreign ownerId > owners | index ownerId" });
    expect(
      tablesOf({
        "src/migrations/1700-a.ts": `export class A implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(\`CREATE TABLE "pets" ("id" SERIAL NOT NULL, "name" character varying, CONSTRAINT "PK" PRIMARY KEY ("id"))\`);
    await queryRunner.addColumn("pets", new TableColumn({ name: "age", type: "int", isNullable: true }));
  }
  public async down(queryRunner: QueryRunner): Promise<void> { await queryRunner.dropTable("pets"); }
}
`,
      }),
    ).toEqual({ pets: "id serial, name character varying?, age int? | primary id" });
  });

  test("indirect: constants, transactions, then", () => {
    expect(
      tablesOf({
        "migrations/1_a.ts": `const table = "pets";
export async function up(knex: Knex): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx.schema.createTable(table, (t) => { t.uuid("id").primary(); }).then(() => trx.schema.alterTable(\`\${table}\`, (t) => { t.text("note"); }));
  });
}
export async function down(knex: Knex): Promise<void> { await knex.schema.dropTable(table); }
`,
      }),
    ).toEqual({ pets: "id uuid, note text? | primary id" });
  });

  test("decoy: computed names, and code that only looks", () => {
    const files = { "migrations/1_a.js": "exports.up = (knex) => knex.schema.createTable(name(), (t) => { t.text('a'); });\n" };
    expect(tablesOf(files)).toEqual({});
    expect(problemsOf(files)).toEqual([
      "migrations/1_a.js: Read 0 of 1 operations: one is computed when the migration runs, or not known here.",
    ]);
  });
});

test("what last made a column leads to its migration", () => {
  const engine = open({
    "db/migration/V1__a.sql": "CREATE TABLE pet (id bigint PRIMARY KEY, label text);\n",
    "db/migration/V2__b.sql": "\nALTER TABLE pet ALTER COLUMN label TYPE varchar(40);\n",
  });
  const [pet] = engine.architecture().entities.values();
  const at = pet?.columns.map((it) =>
    it.at === undefined ? undefined : `${it.at.split("#")[0]}:${(engine.place(it.at)?.line ?? -1) + 1}`,
  );
  expect(at).toEqual(["db/migration/V1__a.sql:1", "db/migration/V2__b.sql:2"]);
  const proof = pet?.exists[0].ground.by === "evidence" ? pet.exists[0].ground.proof : [];
  expect(proof.map((it) => engine.architecture().evidence.get(it)?.says)).toEqual([
    "V1__a.sql makes the table pet",
    "V2__b.sql changes pet.label",
  ]);
});
