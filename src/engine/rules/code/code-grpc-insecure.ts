import { go, java, javascript, python, ruby } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeGrpcInsecure = siteRule({
  id: "code-grpc-insecure",
  title: "gRPC to another machine is encrypted",
  why: "Without transport credentials whoever is on the network reads and changes every call, and nobody knows whom they talk to.",
  remedy: "Use TLS credentials, or let a mesh do it for every service.",
  silent: "Targets on this machine (`localhost`, `unix:`), and systems whose manifests configure a mesh (Istio, Linkerd).",
  area: "security",
  covers: ["code-grpc-insecure", "x-grpc-insecure-cross-host"],
  sources: ["https://grpc.io/docs/guides/auth/"],
  severity: "note",
  each: "package",
  says: "{package} speaks gRPC without encryption: {places}.",
  wrong: (code, graph) => {
    const mesh = ["PeerAuthentication", "DestinationRule", "ServerAuthorization", "ServiceProfile"].some(
      (it) => graph.objects(it, code.system).length > 0,
    );
    return (site) => site.form === "bares:grpc" && !mesh && !/^(?:localhost|127\.|unix:|\[::1\])/.test(site.args[0] ?? "");
  },
  good: [
    {
      title: "Go with TLS",
      files: go(
        'package main\n\nimport (\n\t"google.golang.org/grpc"\n\t"google.golang.org/grpc/credentials"\n)\n\nfunc dial() { grpc.NewClient("stock:443", grpc.WithTransportCredentials(credentials.NewTLS(nil))) }\n',
      ),
    },
    {
      title: "Node with TLS",
      files: javascript(
        'import grpc from "@grpc/grpc-js";\nexport const stock = new StockClient("stock:443", grpc.credentials.createSsl());\n',
      ),
    },
    {
      title: "Python with TLS",
      files: python('import grpc\n\nchannel = grpc.secure_channel("stock:443", grpc.ssl_channel_credentials())\n'),
    },
    { title: "On this machine", files: python('import grpc\n\nchannel = grpc.insecure_channel("localhost:50051")\n') },
    {
      title: "A mesh encrypts",
      files: {
        ...go(
          'package main\n\nimport (\n\t"google.golang.org/grpc"\n\t"google.golang.org/grpc/credentials/insecure"\n)\n\nfunc dial() { grpc.NewClient("stock:80", grpc.WithTransportCredentials(insecure.NewCredentials())) }\n',
        ),
        "k8s/mesh.yaml":
          "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: default}\nspec: {mtls: {mode: STRICT}}\n",
      },
    },
  ],
  bad: [
    {
      title: "Go",
      files: go(
        'package main\n\nimport (\n\t"google.golang.org/grpc"\n\t"google.golang.org/grpc/credentials/insecure"\n)\n\nfunc dial() {\n\tgrpc.NewClient("stock:80", grpc.WithTransportCredentials(insecure.NewCredentials()))\n}\n',
      ),
      says: ["orders speaks gRPC without encryption: insecure.NewCredentials in dial (main.go)."],
    },
    {
      title: "Node",
      files: javascript(
        'import grpc from "@grpc/grpc-js";\nexport const stock = new StockClient("stock:80", grpc.credentials.createInsecure());\n',
      ),
      says: ["orders speaks gRPC without encryption: grpc.credentials.createInsecure (orders.ts)."],
    },
    {
      title: "Python",
      files: python('import grpc\n\nchannel = grpc.insecure_channel("stock:80")\n'),
      says: ["orders speaks gRPC without encryption: grpc.insecure_channel (views.py)."],
    },
    {
      title: "Java, and Ruby",
      files: {
        ...java(
          'package shop;\nimport io.grpc.ManagedChannelBuilder;\nclass Orders {\n  Channel stock() { return ManagedChannelBuilder.forAddress("stock", 80).usePlaintext().build(); }\n}\n',
        ),
        "shop/Gemfile": "gem 'grpc'\n",
        "shop/app/stock.rb":
          ruby("require 'grpc'\nSTUB = Stock::Stub.new('stock:80', :this_channel_is_insecure)\n")["app/models/orders.rb"] ?? "",
      },
      says: [
        "shop speaks gRPC without encryption: ManagedChannelBuilder.forAddress().usePlaintext in stock (Orders.java).",
        "shop speaks gRPC without encryption: Stock.Stub.new (stock.rb).",
      ],
    },
  ],
});
