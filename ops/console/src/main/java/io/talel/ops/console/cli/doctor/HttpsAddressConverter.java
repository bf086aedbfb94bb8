package io.talel.ops.console.cli.doctor;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts an HTTPS address like {@code https://example.org/path}, with or without a port from 1 to 65535. */
final class HttpsAddressConverter implements ITypeConverter<URI> {

    private static final int NO_PORT = -1;
    private static final int HIGHEST_PORT = 65_535;

    @Override
    public URI convert(String value) {
        try {
            URI address = new URI(value);
            if ("https".equals(address.getScheme()) && address.getHost() != null && isPort(address.getPort())) {
                return address;
            }
        } catch (URISyntaxException _) {
            // Reported below, like an address of another scheme.
        }
        throw new TypeConversionException(
                "'%s' is not an address like https://example.org:443/path, with a port from 1 to %d"
                        .formatted(value, HIGHEST_PORT));
    }

    private static boolean isPort(int port) {
        return port == NO_PORT || (port >= 1 && port <= HIGHEST_PORT);
    }
}
