package io.talel.gateway.webhook.registry;

import io.talel.kernel.InvalidValue;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The address to which messages are posted: HTTP or HTTPS, without a user and a fragment. */
public record ReceiverUrl(String value) {

    private static final int MAX_LENGTH = 2000;
    private static final int MAX_PORT = 65_535;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    public ReceiverUrl {
        if (value.length() > MAX_LENGTH) {
            throw new InvalidValue("url", "must have at most " + MAX_LENGTH + " characters");
        }
        if (!isReceiver(value)) {
            throw new InvalidValue("url", "must be an address like https://example.org/hook");
        }
    }

    /** Empty if the text is no such address. */
    public static Optional<ReceiverUrl> read(String value) {
        return value.length() <= MAX_LENGTH && isReceiver(value)
                ? Optional.of(new ReceiverUrl(value))
                : Optional.empty();
    }

    /** Whether messages to both go to the same place: case of the host and the default port make no difference. */
    boolean isSame(ReceiverUrl other) {
        return isEncrypted() == other.isEncrypted()
                && host().equalsIgnoreCase(other.host())
                && port() == other.port()
                && target().equals(other.target());
    }

    private static boolean isReceiver(String value) {
        try {
            URI uri = new URI(value);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("https") || scheme.equals("http"))
                    && value.chars().allMatch(c -> c > ' ' && c <= '~')
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= MAX_PORT;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private URI uri() {
        return URI.create(value);
    }

    public boolean isEncrypted() {
        return uri().getScheme().equalsIgnoreCase("https");
    }

    /** A name or an address, without the brackets of IPv6. */
    public String host() {
        return uri().getHost().replaceAll("[\\[\\]]", "");
    }

    public int port() {
        int given = uri().getPort();
        return given > 0 ? given : isEncrypted() ? HTTPS_PORT : HTTP_PORT;
    }

    /** Value of the header {@code Host}. */
    public String authority() {
        return uri().getRawAuthority();
    }

    /** Path and query. */
    public String target() {
        String path = uri().getRawPath();
        String query = uri().getRawQuery();
        return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    /** Whether the address belongs to an interface of this machine, as in {@code fe80::1%eth0}. */
    boolean hasZone() {
        return host().contains("%");
    }

    /**
     * The address, if the host is one. Accepts every notation that a resolver does, such as {@code 127.1}. {@code localhost} and
     * the names below it are the loopback address (RFC 6761, 6.3).
     */
    Optional<InetAddress> literal() {
        String host = host().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return Optional.of(InetAddress.getLoopbackAddress());
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Says nothing, since addresses may hold secrets. */
    @Override
    public String toString() {
        return "ReceiverUrl";
    }
}
