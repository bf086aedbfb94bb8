package io.talel.gateway.auth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.talel.kernel.configuration.EnvironmentVariables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PROXY = "10.1.2.3";
    private static final String CLIENT = "192.0.2.7";

    private final TrustedProxies proxies =
            new TrustedProxies(List.of("10.0.0.0/8", " 2001:db8:1::/48", "198.51.100.9"));

    @Test
    void a_peer_that_is_no_proxy_is_the_client_despite_its_headers() {
        assertClient(CLIENT, CLIENT, "203.0.113.1", "10.1.2.3");
    }

    @Test
    void a_proxy_says_who_its_client_is() {
        assertClient(CLIENT, PROXY, CLIENT);
        assertClient(CLIENT, "2001:db8:1:2::3", CLIENT);
        assertClient(CLIENT, "198.51.100.9", CLIENT);
        assertClient("2001:db8:2::1", PROXY, "2001:db8:2::1");
    }

    @Test
    void what_the_client_has_written_before_that_does_not_count() {
        assertClient(CLIENT, PROXY, "203.0.113.1", "nonsense", CLIENT);
    }

    @Test
    void a_chain_of_proxies_is_followed_to_the_first_that_is_none() {
        assertClient(CLIENT, PROXY, "203.0.113.1", CLIENT, "10.9.9.9", "198.51.100.9");
    }

    @Test
    void a_proxy_that_says_nothing_is_the_client() {
        assertClient(PROXY, PROXY);
    }

    @Test
    void where_all_are_proxies_the_first_is_the_client() {
        assertClient("10.0.0.1", PROXY, "10.0.0.1", "10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "unknown", "[2001:db8::1", "a,b", "\u0000", "999.1.1.1"})
    void an_entry_that_is_no_address_leads_no_further(String entry) {
        assertClient(PROXY, PROXY, CLIENT, entry);
    }

    @Test
    void the_port_that_some_proxies_append_does_not_count() {
        assertClient(CLIENT, PROXY, CLIENT + ":4711");
        assertClient("2001:db8:2::1", PROXY, "[2001:db8:2::1]:4711");
        assertClient("2001:db8:2::1", PROXY, "[2001:db8:2::1]");
    }

    @Test
    void a_peer_that_has_hung_up_has_no_address() {
        assertThat(proxies.clientOf(null, List.of(CLIENT))).isEqualTo(ClientAddress.UNKNOWN);
    }

    @Test
    void without_proxies_no_header_is_believed() {
        assertThat(new TrustedProxies(List.of("")).clientOf(PROXY, List.of(CLIENT)))
                .isEqualTo(ClientAddress.parse(PROXY).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "none",
                " none ",
                "none,10.0.0.1",
                "NONE",
                "10.0.0.0/8, 2001:db8::7",
                "fe80::1%eth0",
                "10.0.0.0/8/8",
                "10.0.0.0/33",
                "10/8",
                "10.0.0.0/ 8",
                "proxy"
            })
    void the_check_at_start_refuses_the_same(String setting) {
        List<String> networks = new ClientSettings(List.of(setting.split(","))).networks();
        assertThat(EnvironmentVariables.find("TRUSTED_PROXIES")
                        .orElseThrow()
                        .kind()
                        .accepts()
                        .test(setting))
                .isEqualTo(catchThrowable(() -> new TrustedProxies(networks)) == null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "::/129",
                "10.0.0.0/8/8",
                "/8",
                "10/8",
                "10.0/16"
            })
    void a_range_that_is_none_is_refused_by_its_text(String range) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(range)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + range + "'");
    }

    private void assertClient(String client, String peer, String... forwarded) {
        assertThat(proxies.clientOf(peer, List.of(forwarded)))
                .isEqualTo(ClientAddress.parse(client).orElseThrow());
    }
}
