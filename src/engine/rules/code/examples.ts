type Files = Readonly<Record<string, string>>;

/** Tiny packages of code, one file each: what makes them one is their manifest. */
export const javascript = (text: string, file = "src/orders.ts"): Files => ({ "package.json": '{\n  "name": "orders"\n}\n', [file]: text });
export const python = (text: string, file = "orders/views.py"): Files => ({
  "pyproject.toml": '[project]\nname = "orders"\n',
  [file]: text,
});
export const go = (text: string, file = "main.go"): Files => ({ "go.mod": "module example.org/orders\n", [file]: text });
export const java = (text: string, file = "src/main/java/shop/Orders.java"): Files => ({
  "pom.xml": "<project><artifactId>orders</artifactId></project>\n",
  [file]: text,
});
export const csharp = (text: string, file = "Orders.cs"): Files => ({
  "Orders.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web" />\n',
  [file]: text,
});
export const php = (text: string, file = "app/Orders.php"): Files => ({ "composer.json": '{\n  "name": "shop/orders"\n}\n', [file]: text });
export const ruby = (text: string, file = "app/models/orders.rb"): Files => ({ Gemfile: "source 'https://rubygems.org'\n", [file]: text });
export const rust = (text: string, file = "src/main.rs"): Files => ({ "Cargo.toml": '[package]\nname = "orders"\n', [file]: text });
