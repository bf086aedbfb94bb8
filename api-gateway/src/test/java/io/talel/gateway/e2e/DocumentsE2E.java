package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The OpenAPI document and its page. */
class DocumentsE2E {

    private final GatewayNode node = GatewayNode.shared();
    private final Api api = node.api();

    @Test
    void every_endpoint_is_documented_and_nothing_else() {
        Set<String> served = node
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(DocumentsE2E::operations)
                .collect(Collectors.toSet());
        assertThat(served).isEqualTo(OpenApiContract.DOCUMENT.operations());
    }

    @Test
    void the_document_is_json() {
        ApiAnswer answer = api.get("/openapi.json").send().is(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.text("openapi")).startsWith("3.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/docs/docs.css", "/docs/docs.js"})
    void what_the_client_has_is_not_sent_again(String path) {
        ApiAnswer answer = api.get(path).send().is(200);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        api.get(path).header("If-None-Match", answer.header("ETag")).send().is(304);
    }

    @Test
    void the_page_has_no_inline_script_and_loads_nothing_from_elsewhere() {
        ApiAnswer page = api.get("/docs").send().is(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.text()).doesNotContain("<style", "style=", "http://", "https://");
        assertThat(Pattern.compile("<script[^>]*>(.*?)</script>", Pattern.DOTALL)
                        .matcher(page.text())
                        .results()
                        .map(script -> script.group(1)))
                .containsOnly("");
    }

    @Test
    void everything_the_page_refers_to_is_there() {
        Set<String> references = Pattern.compile("(?:href|src)=\"([^\"#:]+)\"")
                .matcher(api.get("/docs").send().text())
                .results()
                .map((MatchResult reference) -> reference.group(1))
                .collect(Collectors.toSet());
        assertThat(references).contains("openapi.json", "docs/docs.css", "docs/docs.js");
        assertThat(references)
                .allSatisfy(reference -> api.get("/" + reference).send().is(200));
    }

    private static java.util.stream.Stream<String> operations(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream().flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                .map(method -> method + " " + path));
    }
}
