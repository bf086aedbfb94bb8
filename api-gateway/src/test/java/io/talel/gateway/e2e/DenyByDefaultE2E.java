package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.auth.caller.PublicEndpoints;
import io.talel.samples.gateway.ForgetfulController;
import jakarta.servlet.ServletContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint of a node, including one of a controller that forgets to take the caller. */
class DenyByDefaultE2E {

    private static final String FORGOTTEN = "GET /forgotten";

    private static GatewayNode node;

    @BeforeAll
    static void a_node_with_a_controller_more() {
        node = GatewayNode.with(ForgetfulController.class);
    }

    @AfterAll
    static void it_stops() {
        node.close();
    }

    @Test
    void strangers_are_let_in_by_the_list_of_public_endpoints_and_nothing_else() {
        Set<String> mapped = mapped();
        assertThat(mapped)
                .contains(FORGOTTEN)
                .hasSizeGreaterThan(PublicEndpoints.all().size());
        Set<String> open =
                mapped.stream().filter(endpoint -> !isRefused(endpoint)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(open).isEqualTo(new TreeSet<>(PublicEndpoints.all()));
    }

    @Test
    void a_caller_is_accepted_until_the_session_has_ended() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        assertThat(forgotten("Authorization: Bearer " + ada.accessToken())).contains(" 200 ", "a secret");
        ada.logOut().is(200);
        assertThat(forgotten("Authorization: Bearer " + ada.accessToken())).contains(" 403 ", "Session has ended");
        assertThat(forgotten("Authorization: Bearer x.y.z")).contains(" 403 ").doesNotContain("a secret");
    }

    @Test
    void nor_is_it_open_to_other_methods() {
        assertThat(status("HEAD", "/forgotten")).isEqualTo(403);
        assertThat(status("POST", "/forgotten")).isEqualTo(405);
        assertThat(ask("OPTIONS", "/forgotten", ""))
                .contains(" 200 ", "Allow: ")
                .doesNotContain("a secret");
    }

    /** Paths that frameworks like to serve. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/error",
                "/index.html",
                "/favicon.ico",
                "/static/docs.html",
                "/public/docs.html",
                "/resources/docs.html",
                "/webjars/x.js",
                "/openapi/docs.html",
                "/docs/docs.html",
                "/docs/../openapi/docs.html",
                "/docs/",
                "/actuator",
                "/actuator/health",
                "/META-INF/spring.factories",
                "/WEB-INF/web.xml",
                "/nowhere"
            })
    void what_is_not_there_is_not_there(String path) {
        assertThat(status("GET", path)).isEqualTo(404);
    }

    @Test
    void there_is_no_other_way_in_than_through_spring() {
        assertThat(node.bean("servletContext", ServletContext.class)
                        .getServletRegistrations()
                        .keySet())
                .containsExactly("dispatcherServlet");
    }

    private static Set<String> mapped() {
        return node
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(DenyByDefaultE2E::endpoints)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> endpoints(RequestMappingInfo mapping) {
        assertThat(mapping.getMethodsCondition().getMethods())
                .as("methods of " + mapping)
                .isNotEmpty();
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(method -> mapping.getPatternValues().stream().map(pattern -> method + " " + pattern));
    }

    private static boolean isRefused(String endpoint) {
        String[] parts = endpoint.split(" ");
        String answer = ask(parts[0], parts[1].replaceAll("\\{.*?}", "x"), "");
        return answer.startsWith("HTTP/1.1 403 ") && answer.contains("No authorization header provided");
    }

    private static String forgotten(String header) {
        return ask("GET", "/forgotten", header + "\r\n");
    }

    private static int status(String method, String path) {
        return Integer.parseInt(ask(method, path, "").split(" ")[1]);
    }

    /** Asks without {@link Api}, which knows documented paths only. */
    private static String ask(String method, String path, String headers) {
        return RawHttp.send(
                node.port(),
                "%s /v1%s HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n%s\r\n"
                        .formatted(method, path, headers));
    }
}
