package io.talel.gateway.e2e;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/** A host name that leads to a private address in this JVM; all other names are looked up as usual. */
public final class PrivateName extends InetAddressResolverProvider {

    static final String NAME = "private.test";

    private static final InetAddress ADDRESS = InetAddress.ofLiteral("10.0.0.1");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver usual = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return host.equals(NAME) ? Stream.of(ADDRESS) : usual.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }
}
