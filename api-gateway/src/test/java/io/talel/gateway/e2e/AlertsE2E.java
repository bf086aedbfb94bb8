package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.e2e.PromQl.Condition;
import io.talel.gateway.e2e.PromQl.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alerts of Prometheus and the panels of Grafana ask for nothing that a node does not expose. */
class AlertsE2E {

    private static final Path DEPLOY = Path.of("../ops/deploy");
    private static final Path METRICS = Path.of("../docs/metrics.md");

    /** Labels that Prometheus adds. */
    private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

    /** Series of Prometheus itself and of Traefik, with their labels. */
    private static final Map<String, Set<String>> FOREIGN = Map.of(
            "up", Set.of(),
            "ALERTS", Set.of("alertname", "alertstate", "severity"),
            "traefik_tls_certs_not_after", Set.of("cn", "sans", "serial"));

    private static final Pattern LABEL_IN_WORDS = Pattern.compile("\\$labels\\.(\\w+)");

    private record Alert(String name, String expression, String summary) {}

    private static Map<String, Map<String, Set<String>>> exposed;
    private static String documented;

    @BeforeAll
    static void something_of_everything_happens() throws IOException {
        GatewayNode node = GatewayNode.shared();
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        node.api().get(Paths.article(ada.publish("Measured", "# Hello"))).send().is(200);
        exposed = Scrape.of(node).series();
        documented = Files.readString(METRICS);
    }

    @Test
    void every_alert_asks_for_metrics_labels_and_values_that_there_are() throws IOException {
        List<Alert> alerts = alerts();
        assertThat(alerts).hasSizeGreaterThan(30).allSatisfy(alert -> check(alert.name, alert.expression));
    }

    @Test
    void the_words_of_an_alert_name_only_labels_that_are_left() throws IOException {
        for (Alert alert : alerts()) {
            PromQl expression = PromQl.of(alert.expression);
            boolean sums = Pattern.compile("\\b(sum|min|max)\\b")
                    .matcher(alert.expression)
                    .find();
            Set<String> left = new TreeSet<>(expression.grouping());
            if (!sums) {
                left.addAll(OF_THE_TARGET);
                expression.selectors().forEach(selector -> left.addAll(labels(selector.metric())));
            }
            assertThat(LABEL_IN_WORDS.matcher(alert.summary).results().map(label -> label.group(1)))
                    .as(alert.name)
                    .allMatch(left::contains);
        }
    }

    @Test
    void every_panel_asks_for_metrics_labels_and_values_that_there_are() throws IOException {
        List<JsonNode> panels = panels();
        assertThat(panels).hasSizeGreaterThan(15);
        for (JsonNode panel : panels) {
            assertThat(panel.path("targets").size()).isPositive();
            for (JsonNode target : panel.path("targets")) {
                check(panel.path("title").asString(), target.path("expr").asString());
                Set<String> grouping = PromQl.of(target.path("expr").asString()).grouping();
                assertThat(Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}")
                                .matcher(target.path("legendFormat").asString(""))
                                .results()
                                .map(label -> label.group(1)))
                        .as(panel.path("title").asString())
                        .allMatch(label -> grouping.contains(label) || OF_THE_TARGET.contains(label));
            }
        }
    }

    @Test
    void the_dashboard_shows_what_the_alerts_watch() throws IOException {
        Set<String> shown = panels().stream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString())
                .flatMap(AlertsE2E::metrics)
                .collect(Collectors.toSet());
        assertThat(alerts())
                .allSatisfy(alert ->
                        assertThat(metrics(alert.expression)).as(alert.name).anyMatch(shown::contains));
    }

    @Test
    void an_unknown_metric_label_or_value_is_found() {
        assertThatThrownBy(() -> check("", "rate(talelio_commands_total[5m]) > 0"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("", "talelio_log_head{projection=\"article\"}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("", "sum by (projection) (talelio_log_head)"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("", "talelio_security_events_total{event=\"login_failed\"}"))
                .isInstanceOf(AssertionError.class);
    }

    private static void check(String where, String expression) {
        PromQl parsed = PromQl.of(expression);
        assertThat(parsed.selectors()).as(where).isNotEmpty();
        Set<String> all = new TreeSet<>(OF_THE_TARGET);
        for (Selector selector : parsed.selectors()) {
            Set<String> labels = labels(selector.metric());
            all.addAll(labels);
            for (Condition condition : selector.conditions()) {
                assertThat(labels.contains(condition.label()) || OF_THE_TARGET.contains(condition.label()))
                        .as("%s: label %s of %s", where, condition.label(), selector.metric())
                        .isTrue();
                assertThat(isKnown(selector.metric(), condition))
                        .as("%s: %s of %s", where, condition, selector.metric())
                        .isTrue();
            }
        }
        assertThat(all).as(where).containsAll(parsed.grouping());
    }

    private static Set<String> labels(String metric) {
        if (FOREIGN.containsKey(metric)) {
            return FOREIGN.get(metric);
        }
        assertThat(exposed.keySet()).as("metrics of a node").contains(metric);
        return exposed.get(metric).keySet();
    }

    /** Outcomes that did not happen here have no series yet; then the documentation has to name them. */
    private static boolean isKnown(String metric, Condition condition) {
        if (!condition.operator().equals("=") || FOREIGN.containsKey(metric)) {
            return true;
        }
        return exposed.get(metric).get(condition.label()).contains(condition.value())
                || documentation(metric.replaceFirst("_(bucket|count|sum)$", ""), condition.label())
                        .anyMatch(rows -> rows.contains("`" + condition.value() + "`"));
    }

    /** The row of a metric, and the tables of values of a label. */
    private static Stream<String> documentation(String metric, String label) {
        return Pattern.compile("^\\| `" + metric + "` \\|.*|^\\| `" + label + "` \\|.*(\\n\\|.*)+", Pattern.MULTILINE)
                .matcher(documented)
                .results()
                .map(MatchResult::group);
    }

    private static Stream<String> metrics(String expression) {
        return PromQl.of(expression).selectors().stream()
                .map(selector -> selector.metric().replaceFirst("_(bucket|count|sum)$", ""));
    }

    private static List<Alert> alerts() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(Files.readString(DEPLOY.resolve("prometheus/alerts.yaml")));
        List<Alert> alerts = new ArrayList<>();
        for (Map<String, List<Map<String, Object>>> group : file.get("groups")) {
            for (Map<String, Object> rule : group.get("rules")) {
                alerts.add(new Alert(
                        (String) rule.get("alert"),
                        (String) rule.get("expr"),
                        String.valueOf(((Map<?, ?>) rule.get("annotations")).get("summary"))));
            }
        }
        return alerts;
    }

    /** All but the headings of rows and texts. */
    private static List<JsonNode> panels() throws IOException {
        return new JsonMapper()
                .readTree(Files.readString(DEPLOY.resolve("grafana/talelio.json")))
                .path("panels")
                .valueStream()
                .filter(panel -> !panel.path("type").asString().equals("row"))
                .toList();
    }
}
