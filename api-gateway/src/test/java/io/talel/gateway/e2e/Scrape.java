package io.talel.gateway.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics of a node, as Prometheus sees them at one moment. */
record Scrape(List<String> lines) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) .*");
    private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");
    private static final Pattern LABEL_AND_VALUE = Pattern.compile("[{,](\\w+)=\"([^\"]*)\"");
    private static final Set<String> SUFFIXES = Set.of("_bucket", "_count", "_sum");
    private static final String BOUND_OF_A_BUCKET = "le";

    static Scrape of(GatewayNode node) {
        return of(node, "*/*");
    }

    /** In the format that Prometheus prefers: it alone has exemplars. */
    static Scrape inOpenMetrics(GatewayNode node) {
        return of(node, "application/openmetrics-text; version=1.0.0");
    }

    private static Scrape of(GatewayNode node, String format) {
        URI address = URI.create("http://127.0.0.1:" + node.managementPort() + "/actuator/prometheus");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address).header("Accept", format).build(), BodyHandlers.ofString());
            return new Scrape(answer.body().lines().toList());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no metrics at " + address, e);
        }
    }

    /** @param series name and labels as they are exposed; 0 if it is not there yet */
    double value(String series) {
        return lines.stream()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** The names of the metrics that begin so, each with the labels of its series. */
    Map<String, Set<String>> families(String prefix) {
        Map<String, Set<String>> families = new TreeMap<>();
        for (String line : lines) {
            Matcher type = TYPE.matcher(line);
            if (type.matches() && type.group(1).startsWith(prefix)) {
                families.put(type.group(1), new TreeSet<>());
            } else if (line.startsWith(prefix)) {
                families.get(family(families.keySet(), line.split("[{ ]", 2)[0]))
                        .addAll(labels(line));
            }
        }
        return families;
    }

    /** Every name that can be queried, with its labels and their values. */
    Map<String, Map<String, Set<String>>> series() {
        Map<String, Map<String, Set<String>>> series = new TreeMap<>();
        for (String line : lines) {
            if (!line.startsWith("#")) {
                Map<String, Set<String>> labels =
                        series.computeIfAbsent(line.split("[{ ]", 2)[0], _ -> new TreeMap<>());
                LABEL_AND_VALUE.matcher(line).results().forEach(label -> labels.computeIfAbsent(
                                label.group(1), _ -> new TreeSet<>())
                        .add(label.group(2)));
            }
        }
        return series;
    }

    private static String family(Set<String> families, String name) {
        return SUFFIXES.stream()
                .filter(name::endsWith)
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .filter(families::contains)
                .findFirst()
                .orElse(name);
    }

    private static List<String> labels(String line) {
        return LABEL.matcher(line)
                .results()
                .map(label -> label.group(1))
                .filter(label -> !label.equals(BOUND_OF_A_BUCKET))
                .toList();
    }
}
