// An editor without a screen: starts the YAML language server as editors do and asks it what a reader would see.
//
// Reads one JSON object, {"folder", "settings", "path", "text", "hover": […], "complete": […]}, with positions as
// {"line", "character"} from 0, and prints one: what is marked, what is told and what is offered at each place.
// The settings are those of the editor, by section; what the server asks for that we do not have is null.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import * as protocol from "vscode-languageserver-protocol/node";

const PATIENCE = 30_000;

const { folder, settings, path, text: content, hover, complete } = JSON.parse(await text(process.stdin));
const root = pathToFileURL(folder).href;
const uri = pathToFileURL(join(folder, path)).href;
const installed = dirname(createRequire(import.meta.url).resolve("yaml-language-server/package.json"));
const server = spawn(process.execPath, [join(installed, "bin", "yaml-language-server"), "--stdio"], {
  stdio: ["pipe", "pipe", "inherit"],
});
const line = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(server.stdout),
  new protocol.StreamMessageWriter(server.stdin),
);
const late = setTimeout(() => {
  throw new Error(`nothing was said of ${path}`);
}, PATIENCE);
const judged = new Promise((done) => {
  line.onNotification(protocol.PublishDiagnosticsNotification.type, (said) => said.uri === uri && done(said.diagnostics));
});
line.onRequest(protocol.ConfigurationRequest.type, ({ items }) => items.map(({ section }) => settings[section] ?? null));
line.onRequest(protocol.RegistrationRequest.type, () => {});
line.onUnhandledNotification(() => {});
line.listen();

await line.sendRequest(protocol.InitializeRequest.type, {
  processId: process.pid,
  rootUri: root,
  workspaceFolders: [{ name: "data", uri: root }],
  capabilities: {
    workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true }, workspaceFolders: true },
    textDocument: {
      completion: { completionItem: { documentationFormat: ["markdown", "plaintext"], snippetSupport: true } },
      hover: { contentFormat: ["markdown", "plaintext"] },
      publishDiagnostics: {},
    },
  },
});
await line.sendNotification(protocol.InitializedNotification.type, {});
await line.sendNotification(protocol.DidChangeConfigurationNotification.type, { settings });
const textDocument = { uri, languageId: "yaml", version: 1, text: content };
await line.sendNotification(protocol.DidOpenTextDocumentNotification.type, { textDocument });

const answer = { diagnostics: await judged, hover: [], complete: [] };
for (const position of hover) {
  const told = await line.sendRequest(protocol.HoverRequest.type, { textDocument: { uri }, position });
  answer.hover.push(told?.contents.value ?? null);
}
for (const position of complete) {
  const offered = await line.sendRequest(protocol.CompletionRequest.type, { textDocument: { uri }, position });
  answer.complete.push(offered.items ?? offered);
}
clearTimeout(late);
await line.sendRequest(protocol.ShutdownRequest.type);
await line.sendNotification(protocol.ExitNotification.type);
process.stdout.write(`${JSON.stringify(answer)}\n`);
line.dispose();
