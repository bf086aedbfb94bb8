package io.talel.kernel.configuration;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Forms of addresses. Looks nothing up: a name stands for another machine, unless it is {@code localhost}. */
final class NetworkAddresses {

    private static final Pattern MAIL_SERVER =
            Pattern.compile("([^:\\s\\[\\]]+|\\[[0-9A-Fa-f:.]+])(:(?<port>\\d{1,5}))?");

    private static final Pattern JDBC_HOSTS = Pattern.compile("jdbc:postgresql://([^/?]*).*");
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private NetworkAddresses() {}

    /** The entries of a list that is separated by commas. */
    static List<String> list(String value) {
        return Stream.of(value.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    static boolean isUri(String value) {
        try {
            new URI(value);
            return true;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    static boolean isHttpAddress(String value) {
        return isUri(value)
                && String.valueOf(URI.create(value).getScheme()).matches("(?i)https?")
                && URI.create(value).getHost() != null;
    }

    static boolean isMailServer(String value) {
        Matcher form = MAIL_SERVER.matcher(value);
        if (!form.matches()) {
            return false;
        }
        int port = form.group("port") == null ? 1 : Integer.parseInt(form.group("port"));
        return port >= 1 && port <= 65_535;
    }

    static boolean areNetworks(String value) {
        List<String> networks = list(value);
        return networks.equals(List.of("none")) || networks.stream().allMatch(NetworkAddresses::isNetwork);
    }

    private static boolean isNetwork(String text) {
        String[] parts = text.split("/", 2);
        Optional<InetAddress> address = literal(parts[0].strip().replaceFirst("%.*", ""));
        try {
            return address.isPresent()
                    && (parts[0].contains(":")
                            || parts[0].chars().filter(c -> c == '.').count() == 3)
                    && (parts.length == 1 || isPrefix(Integer.parseInt(parts[1]), address.get()));
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isPrefix(int bits, InetAddress address) {
        return bits >= 0 && bits <= address.getAddress().length * Byte.SIZE;
    }

    /** Whether a host is this machine. */
    static boolean isLocal(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.isEmpty()
                || name.equals("localhost")
                || name.endsWith(".localhost")
                || literal(withoutBrackets(name))
                        .filter(address -> address.isLoopbackAddress() || address.isAnyLocalAddress())
                        .isPresent();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Hosts of an address of PostgreSQL, which may name several. */
    static List<String> hosts(String jdbcUrl) {
        Matcher hosts = JDBC_HOSTS.matcher(jdbcUrl);
        return hosts.matches()
                ? list(hosts.group(1)).stream()
                        .map(host -> withoutBrackets(PORT.matcher(host).replaceFirst("")))
                        .toList()
                : List.of();
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** A parameter of such an address; empty text if it has no value. */
    static Optional<String> parameter(String jdbcUrl, String name) {
        return Stream.of(jdbcUrl.replaceFirst("^[^?]*\\??", "").split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair[0].equals(name))
                .map(pair -> pair.length == 2 ? pair[1] : "")
                .reduce((_, last) -> last);
    }
}
