package io.talel.gateway.auth.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.0/24",
        "255.255.255.255, 255.255.255.0/24",
        "2001:db8:12:34:56::78, 2001:db8:12::/48",
        "::1, 0:0:0::/48",
        "::ffff:192.0.2.7, 192.0.2.0/24",
        "fe80::1%lo, fe80:0:0::/48"
    })
    void as_a_text_it_is_coarse(String address, String coarse) {
        assertThat(address(address)).hasToString(coarse);
        assertThat(address(address).coarse()).isEqualTo(coarse);
    }

    @Test
    void an_ipv4_address_is_a_client_of_its_own() {
        assertThat(address("192.0.2.7").network())
                .isEqualTo("192.0.2.7")
                .isNotEqualTo(address("192.0.2.8").network());
    }

    @Test
    void an_ipv6_address_is_one_client_with_all_of_its_64_bits_of_hosts() {
        assertThat(address("2001:db8:1:2::3").network())
                .isEqualTo(address("2001:db8:1:2:ffff::4").network())
                .isNotEqualTo(address("2001:db8:1:3::3").network());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {"localhost", "example.org", "192.0.2.7:80", "[::1]:80", "unknown", "1.2.3.4.5", "::g", "\u0000"})
    void nothing_else_is_one_and_no_name_is_looked_up(String text) {
        assertThat(ClientAddress.parse(text)).isEmpty();
    }

    private static ClientAddress address(String text) {
        return ClientAddress.parse(text).orElseThrow();
    }
}
