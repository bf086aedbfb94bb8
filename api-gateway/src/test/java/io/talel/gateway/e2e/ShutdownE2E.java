package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.process.Loopback;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShutdownE2E {

    @Test
    void a_node_that_stops_says_so_to_proxies_and_serves_until_they_have_noticed() throws InterruptedException {
        GatewayNode node = GatewayNode.besideShared(Map.of("SHUTDOWN_PAUSE", "5s"));
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        int managementPort = node.managementPort();
        Thread stop = new Thread(node::close);
        stop.start();

        await().until(() ->
                Loopback.httpStatus(managementPort, "/actuator/health/proxy").contains(" 503"));
        ada.publish("While the node stops", "");
        assertThat(stop.isAlive()).isTrue();
        stop.join();
    }
}
