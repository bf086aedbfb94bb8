package io.talel.gateway.webhook.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicIpAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void special_addresses_are_not_public(String address) {
        assertThat(PublicIpAddresses.contain(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "::ffff:8.8.8.8"
            })
    void others_are(String address) {
        assertThat(PublicIpAddresses.contain(InetAddress.ofLiteral(address))).isTrue();
    }

    @Property
    void nothing_that_java_knows_as_local_is_public(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        assertThat(PublicIpAddresses.contain(address) && isLocal(address)).isFalse();
    }

    @Property
    void an_address_that_is_mapped_into_ipv6_is_judged_as_itself(@ForAll @Size(4) byte[] bytes)
            throws UnknownHostException {
        byte[] mapped = ByteBuffer.allocate(16)
                .putShort(10, (short) 0xffff)
                .put(12, bytes)
                .array();
        assertThat(PublicIpAddresses.contain(InetAddress.getByAddress(mapped)))
                .isEqualTo(PublicIpAddresses.contain(InetAddress.getByAddress(bytes)));
    }

    @Property
    void only_global_unicast_of_ipv6_is_public(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        if (address instanceof Inet6Address && PublicIpAddresses.contain(address)) {
            assertThat(bytes[0] & 0xe0).isEqualTo(0x20);
            assertThat(isLocal(address)).isFalse();
        }
    }

    @Example
    void every_private_network_of_ipv4_is_refused_from_its_first_to_its_last_address() {
        for (String edge : new String[] {"10.0.0.0", "10.255.255.255", "172.16.0.0", "192.168.255.255"}) {
            assertThat(PublicIpAddresses.contain(InetAddress.ofLiteral(edge))).isFalse();
        }
    }

    private static boolean isLocal(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }
}
