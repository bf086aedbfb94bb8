package io.talel.gateway.auth.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What kind of program on what kind of system sends requests, {@code Firefox on Linux}: enough for people to tell their devices
 * apart, too little to tell people apart. Consists of the words below, never of text from the request.
 */
public record DeviceDescription(String value) {

    private static final String UNKNOWN = "Unknown";

    /** The first token that occurs decides, since most browsers also send names from further down the list. */
    private static final List<Sign> PROGRAMS = List.of(
            new Sign("Edg", "Edge"),
            new Sign("OPR/", "Opera"),
            new Sign("SamsungBrowser/", "Samsung Internet"),
            new Sign("Vivaldi/", "Vivaldi"),
            new Sign("Firefox/", "Firefox"),
            new Sign("FxiOS/", "Firefox"),
            new Sign("CriOS/", "Chrome"),
            new Sign("Chromium/", "Chromium"),
            new Sign("Chrome/", "Chrome"),
            new Sign("Safari/", "Safari"),
            new Sign("curl/", "curl"),
            new Sign("Wget/", "Wget"),
            new Sign("axios/", "axios"),
            new Sign("python-requests/", "Python"),
            new Sign("Python-urllib/", "Python"),
            new Sign("Java-http-client/", "Java"),
            new Sign("okhttp/", "OkHttp"),
            new Sign("node", "Node"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("Windows", "Windows"),
            new Sign("Android", "Android"),
            new Sign("iPhone", "iOS"),
            new Sign("iPad", "iOS"),
            new Sign("CrOS", "ChromeOS"),
            new Sign("Mac OS X", "macOS"),
            new Sign("Linux", "Linux"));

    private record Sign(String token, String family) {}

    static DeviceDescription of(@Nullable String userAgent) {
        String text = userAgent == null ? "" : userAgent;
        String program = family(text, PROGRAMS);
        String system = family(text, SYSTEMS);
        return new DeviceDescription(system.equals(UNKNOWN) ? program : program + " on " + system);
    }

    private static String family(String userAgent, List<Sign> signs) {
        return signs.stream()
                .filter(sign -> userAgent.contains(sign.token()))
                .map(Sign::family)
                .findFirst()
                .orElse(UNKNOWN);
    }

    @Override
    public String toString() {
        return value;
    }
}
