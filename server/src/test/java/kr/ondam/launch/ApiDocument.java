package kr.ondam.launch;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The OpenAPI document a server serves, and what it says about calls and answers.
final class ApiDocument {
  static final JsonMapper JSON = JsonMapper.shared();

  private final JsonNode root;
  private final JsonSchema schemas;

  ApiDocument(JsonNode root) {
    this.root = root;
    this.schemas = new JsonSchema(root);
  }

  static ApiDocument of(TestServer server) {
    return new ApiDocument(JSON.readTree(server.send("GET", "/api/v1/openapi.json", "").body()));
  }

  JsonSchema schemas() {
    return schemas;
  }

  /// One route of the document.
  ///
  /// @param path with names in braces
  record Operation(String method, String path, JsonNode node) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (var path : root.get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        operations.add(
            new Operation(
                method.getKey().toUpperCase(java.util.Locale.ROOT),
                path.getKey(),
                method.getValue()));
      }
    }
    return operations;
  }

  /// The parameters of an operation that are in the given place.
  List<JsonNode> parameters(Operation operation, String in) {
    return operation
        .node()
        .path("parameters")
        .valueStream()
        .map(schemas::resolve)
        .filter(p -> p.get("in").stringValue().equals(in))
        .toList();
  }

  /// The schema of the body; missing when it takes none.
  JsonNode bodySchema(Operation operation) {
    return schemas.resolve(
        operation
            .node()
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema"));
  }

  /// What the document does not allow about an answer.
  List<String> problems(Operation operation, HttpResponse<String> answer) {
    var response =
        schemas.resolve(
            operation.node().path("responses").path(Integer.toString(answer.statusCode())));
    if (response.isMissingNode()) {
      return List.of(operation + " answered " + answer.statusCode() + ", which is not declared");
    }
    var type = answer.headers().firstValue("content-type").orElse("");
    var content = response.path("content").path(type);
    if (content.at("/schema/format").asString("").equals("binary")) {
      return List.of();
    }
    return content.isMissingNode()
        ? List.of(operation + " answered " + type + ", which is not declared")
        : schemas.problems(content.get("schema"), JSON.readTree(answer.body()));
  }
}
