package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * The promises of the OpenAPI document. An answer keeps them when its operation has its status, with the headers that
 * are required there, and a body of a documented type that fits the schema of that type.
 */
final class OpenApiContract {

    static final OpenApiContract DOCUMENT = new OpenApiContract(read());

    private static final String ADDRESS = "https://api.talel.io/v1/openapi.json";

    /** Statuses that are allowed for any address, documented or not. */
    private static final Map<Integer, String> ANYWHERE = Map.of(
            400, "#/components/responses/MalformedAddress",
            404, "#/components/responses/NotFound",
            405, "#/components/responses/MethodNotAllowed");

    private final JsonNode root;
    private final Schema document;

    /** By their places in the document. The library would read the whole document for each of them. */
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private final Map<String, Pattern> templates;

    private OpenApiContract(String text) {
        root = JsonMapper.shared().readTree(text);
        document = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(ADDRESS, text)))
                .getSchema(SchemaLocation.of(ADDRESS));
        templates = root.path("paths").propertyNames().stream()
                .collect(Collectors.toMap(path -> path, OpenApiContract::pattern));
    }

    /** Method and path of every operation, for example {@code GET /articles/{slug}}. */
    Set<String> operations() {
        return root.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toSet());
    }

    /**
     * Methods of all operations that an address fits.
     *
     * @param path the path behind {@code /v1}; a query is ignored
     */
    Set<String> methods(String path) {
        String address = path.split("\\?", 2)[0];
        return operations().stream()
                .map(operation -> operation.split(" "))
                .filter(parts -> templates.get(parts[1]).matcher(address).matches())
                .map(parts -> parts[0])
                .collect(Collectors.toSet());
    }

    /** @param path the path behind {@code /v1}, without a query */
    void check(String method, String path, ApiAnswer answer) {
        if (method.equals("OPTIONS")) {
            assertThat(answer.body()).as("body of a preflight").isEmpty();
            return;
        }
        String where = method + " " + path + " -> " + answer.status();
        String pointer = responsePointer(method, path, answer.status());
        assertThat(pointer).as(where + " is not documented").isNotNull();
        checkHeaders(where, pointer, answer);
        if (!method.equals("HEAD")) {
            checkBody(where, pointer, answer);
        }
    }

    private String responsePointer(String method, String path, int status) {
        String verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return templates.entrySet().stream()
                .filter(template -> template.getValue().matcher(path).matches())
                .map(template -> "#/paths/" + escaped(template.getKey()) + "/" + verb)
                .filter(operation -> !at(operation).isMissingNode())
                .findFirst()
                .map(operation -> existing(operation + "/responses/" + status))
                .orElseGet(() -> ANYWHERE.get(status));
    }

    private String existing(String pointer) {
        JsonNode node = at(pointer);
        return node.isMissingNode() ? null : node.path("$ref").asString(pointer);
    }

    private void checkHeaders(String where, String pointer, ApiAnswer answer) {
        at(pointer).path("headers").propertyStream().forEach(header -> {
            String name = header.getKey();
            String headerPointer = Objects.requireNonNull(existing(pointer + "/headers/" + name));
            String value = answer.header(name);
            if (value.isEmpty()) {
                assertThat(at(headerPointer).path("required").asBoolean(false))
                        .as(where + " lacks the header " + name)
                        .isFalse();
            } else {
                fits(where + ", header " + name, headerPointer + "/schema", StringNode.valueOf(value));
            }
        });
    }

    private void checkBody(String where, String pointer, ApiAnswer answer) {
        JsonNode content = at(pointer).path("content");
        if (content.isEmpty()) {
            assertThat(answer.body()).as(where + " has a body").isEmpty();
            return;
        }
        MediaType type = MediaType.parseMediaType(answer.header("Content-Type"));
        String name = type.getType() + "/" + type.getSubtype();
        assertThat(content.propertyNames()).as(where + ": type of the body").contains(name);
        String schema = pointer + "/content/" + escaped(name) + "/schema";
        if (!at(schema).isMissingNode()) {
            JsonNode body = name.endsWith("json")
                    ? JsonMapper.shared().readTree(answer.body())
                    : StringNode.valueOf(new String(answer.body(), StandardCharsets.UTF_8));
            fits(where, schema, body);
        }
    }

    private void fits(String where, String pointer, JsonNode value) {
        Schema schema = schemas.computeIfAbsent(
                pointer,
                place ->
                        document.getRefSchema(SchemaLocation.of(ADDRESS + place).getFragment()));
        assertThat(schema.validate(value)).as(where + ": " + value).isEmpty();
    }

    private JsonNode at(String pointer) {
        return root.at(pointer.substring(1));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+"));
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String read() {
        try (InputStream document = OpenApiContract.class.getResourceAsStream("/openapi/openapi.json")) {
            return new String(Objects.requireNonNull(document).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
