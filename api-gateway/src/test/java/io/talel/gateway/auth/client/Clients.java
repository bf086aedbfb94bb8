package io.talel.gateway.auth.client;

/** Clients for tests, with addresses that are kept free for documentation. */
public final class Clients {

    public static final Client FIREFOX = of("192.0.2.7", "Firefox on Linux");
    public static final Client SAFARI = of("2001:db8:1:2::3", "Safari on iOS");

    private Clients() {}

    public static Client of(String address, String agent) {
        return new Client(ClientAddress.parse(address).orElseThrow(), new DeviceDescription(agent));
    }
}
