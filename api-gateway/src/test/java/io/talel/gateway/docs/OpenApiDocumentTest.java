package io.talel.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiDocumentTest {

    private static final String ADDRESS = "https://api.talel.io/v1/openapi.json";

    /** Answers that belong to no operation. */
    private static final Set<String> FOR_ANY_ADDRESS =
            Set.of("/components/responses/NotFound", "/components/responses/MethodNotAllowed");

    private String text;
    private JsonNode document;

    @BeforeEach
    void read() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/openapi/openapi.json")) {
            text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
        document = JsonMapper.shared().readTree(text);
    }

    @Test
    void every_reference_leads_somewhere_and_every_component_is_referred_to() {
        Set<String> references = new TreeSet<>();
        walk("", document, (pointer, node) -> {
            if (node.has("$ref")) {
                references.add(node.path("$ref").asString().substring(1));
            }
        });
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference).isMissingNode())
                .isFalse());
        Set<String> components = new TreeSet<>();
        for (String kind : List.of("parameters", "headers", "responses", "schemas")) {
            document.at("/components/" + kind)
                    .propertyNames()
                    .forEach(name -> components.add("/components/" + kind + "/" + name));
        }
        components.removeAll(FOR_ANY_ADDRESS);
        assertThat(references).containsAll(components);
    }

    @Test
    void every_example_fits_its_schema() {
        SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(ADDRESS, text)));
        List<String> checked = new ArrayList<>();
        walk("", document, (pointer, node) -> {
            if (node.has("schema")) {
                var schema = schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer + "/schema"));
                List<JsonNode> examples = new ArrayList<>();
                node.path("examples").forEach(example -> examples.add(example.path("value")));
                if (node.has("example")) {
                    examples.add(node.path("example"));
                }
                examples.forEach(example ->
                        assertThat(schema.validate(example)).as(pointer).isEmpty());
                examples.forEach(_ -> checked.add(pointer));
            }
        });
        assertThat(checked).hasSizeGreaterThan(20);
    }

    @Test
    void every_operation_has_a_name_of_its_own_a_summary_and_a_known_tag() {
        Set<String> tags = new TreeSet<>();
        document.path("tags").forEach(tag -> tags.add(tag.path("name").asString()));
        List<String> names = new ArrayList<>();
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    names.add(operation.path("operationId").asString());
                    assertThat(operation.path("summary").asString()).isNotEmpty();
                    assertThat(tags).contains(operation.path("tags").path(0).asString());
                }));
        assertThat(names).isNotEmpty().doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void our_answers_promise_exactly_their_fields() {
        walk("", document.at("/components/schemas"), (pointer, schema) -> {
            boolean request = pointer.matches(
                    "/(Registration|Credentials|AccountChange|Erasure|ArticleDraft|ArticleRevision|NewSchedule|NewWebhook|Replay|Reversion|Source)");
            if (schema.has("properties") && schema.has("type") && !request) {
                assertThat(schema.path("additionalProperties").asBoolean(true))
                        .as(pointer)
                        .isFalse();
            }
        });
    }

    private static void walk(String pointer, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        if (node.isObject()) {
            visitor.accept(pointer, node);
            node.propertyStream()
                    .forEach(property -> walk(
                            pointer + "/" + property.getKey().replace("~", "~0").replace("/", "~1"),
                            property.getValue(),
                            visitor));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(pointer + "/" + i, node.get(i), visitor);
            }
        }
    }
}
