package io.talel.ops.console.deployment;

import static io.talel.ops.console.deployment.Deployment.API;
import static io.talel.ops.console.deployment.Deployment.COMPOSE;
import static io.talel.ops.console.deployment.Deployment.container;
import static io.talel.ops.console.deployment.Deployment.ofEcs;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Traefik finds the nodes, and the nodes trust it. */
class RoutesTest {

    private static final Sources TRAEFIK = Sources.of("ops/deploy/traefik");

    @Test
    void nodes_trust_the_one_proxy_in_front() {
        assertThat(COMPOSE.at("api", "environment", "TRUSTED_PROXIES").text())
                .isEqualTo(COMPOSE.at("traefik", "networks", "talelio", "ipv4_address")
                        .text());
    }

    /** Over IPv6 Docker's proxy would be the client: the network has IPv4 only. */
    @Test
    void clients_keep_their_addresses() {
        assertThat(COMPOSE.at("traefik", "ports").texts())
                .containsExactlyInAnyOrder("0.0.0.0:80:80", "0.0.0.0:443:443");
    }

    @Test
    void the_same_nodes_are_reached_in_compose_and_on_ecs_by_the_route_of_traefik() {
        Yaml labels = COMPOSE.at("api", "labels");
        assertThat(labels.value())
                .isEqualTo(container("ApiTask", "api").at("DockerLabels").value());
        assertThat(labels.names()).hasSizeGreaterThan(4).noneMatch(name -> name.contains(".routers."));
        assertThat(COMPOSE.at("traefik", "environment").names())
                .containsExactlyInAnyOrderElementsOf(ofEcs("TraefikTask", "traefik"))
                .allMatch(TRAEFIK::read);
    }

    @Test
    void without_a_node_the_same_addresses_lead_to_a_service_without_servers() {
        Yaml http = Yaml.of("traefik/dynamic.yaml").at("http");
        Yaml api = http.at("routers", "api");
        Yaml unavailable = http.at("routers", "unavailable");
        assertThat(unavailable.at("rule").text()).isEqualTo(api.at("rule").text());
        assertThat(unavailable.at("entryPoints").texts())
                .isEqualTo(api.at("entryPoints").texts());
        assertThat(unavailable.has("tls")).isTrue();
        assertThat(unavailable.at("priority").text()).isEqualTo("1");
        assertThat(api.has("priority")).isFalse();
        assertThat(http.at("services", unavailable.at("service").text(), "loadBalancer", "servers")
                        .each())
                .isEmpty();
    }

    @Test
    void only_answers_that_take_long_pass_without_being_kept() {
        Yaml routers = Yaml.of("traefik/dynamic.yaml").at("http", "routers");
        Yaml api = routers.at("api");
        assertThat(api.at("middlewares").texts()).containsExactly("body", "retry");
        Map.of("events", "/v1/events", "import", "/v1/accounts/me/import/articles")
                .forEach((name, path) -> {
                    Yaml router = routers.at(name);
                    assertThat(router.at("middlewares").texts()).containsExactly("retry");
                    assertThat(router.at("rule").text())
                            .isEqualTo(api.at("rule").text().replace("PathPrefix(`/v1`)", "Path(`" + path + "`)"));
                    assertThat(router.at("service").text())
                            .isEqualTo(api.at("service").text());
                });
        assertThat(Yaml.of("traefik/static.yaml")
                        .at("entryPoints", "https", "http", "middlewares")
                        .texts())
                .containsExactly("headers@file");
    }

    @Test
    void proxies_ask_for_what_a_node_offers_them() {
        String path = COMPOSE.at("api", "labels", "traefik.http.services.api.loadbalancer.healthcheck.path")
                .text();
        String group = path.substring(path.lastIndexOf('/') + 1);
        assertThat(API.text()).contains("group." + group + ":");
        assertThat(Sources.of("ops/deploy/image").text()).contains("probe=" + group);
    }
}
