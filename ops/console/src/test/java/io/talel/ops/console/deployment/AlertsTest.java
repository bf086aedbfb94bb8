package io.talel.ops.console.deployment;

import static io.talel.ops.console.deployment.Deployment.COMPOSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every alert of Prometheus is tried, explained, and loaded. Whether its metrics exist, AlertsE2E of the gateway says. */
class AlertsTest {

    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)`");

    private static final List<Yaml> ALERTS = Yaml.of("prometheus/alerts.yaml").at("groups").each().stream()
            .flatMap(group -> group.at("rules").each().stream())
            .toList();

    private static final Set<String> NAMES =
            ALERTS.stream().map(AlertsTest::name).collect(Collectors.toCollection(TreeSet::new));

    @Test
    void every_alert_has_its_section_in_the_runbook_and_every_section_its_alert() throws IOException {
        TreeMap<String, String> sections = sections();
        assertThat(ALERTS).hasSizeGreaterThan(30);
        assertThat(sections.keySet()).isEqualTo(NAMES);
        for (Yaml alert : ALERTS) {
            String severity = alert.at("labels", "severity").text();
            assertThat(severity).isIn("page", "ticket");
            assertThat(sections.get(name(alert)))
                    .as(name(alert))
                    .startsWith("`" + severity + "`. ")
                    .containsIgnoringCase("**Look at**")
                    .containsIgnoringCase("**do**");
            assertThat(alert.at("annotations", "runbook").text())
                    .isEqualTo("docs/runbook.md#" + name(alert).toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void every_alert_is_tried_when_it_should_fire_and_when_it_should_be_silent() {
        List<Yaml> cases = Stream.of("prometheus/alerts-test.yaml", "prometheus/alerts-over-days-test.yaml")
                .flatMap(file -> Yaml.of(file).at("tests").each().stream())
                .toList();
        for (String alert : NAMES) {
            List<Yaml> looks = cases.stream()
                    .filter(each -> List.of(each.at("name").text().split(" ")).contains(alert))
                    .flatMap(each -> each.at("promql_expr_test").each().stream())
                    .toList();
            assertThat(looks).as(alert).anyMatch(look -> fires(look, alert)).anyMatch(look -> !fires(look, alert));
        }
    }

    private static boolean fires(Yaml look, String alert) {
        return look.has("exp_samples")
                && look.at("exp_samples").each().stream()
                        .anyMatch(sample -> sample.at("labels").text().equals("{alertname=\"" + alert + "\"}"));
    }

    @Test
    void the_list_of_metrics_names_every_alert_and_no_other() throws IOException {
        String metrics = Files.readString(DOCS.resolve("metrics.md"));
        Set<String> named = metrics.lines()
                .filter(line -> line.startsWith("| `"))
                .map(row -> row.substring(row.lastIndexOf('|', row.length() - 2)))
                .flatMap(AlertsTest::named)
                .collect(Collectors.toCollection(TreeSet::new));
        named(metrics.substring(metrics.indexOf("Beside the nodes"))).forEach(named::add);
        assertThat(named).isEqualTo(NAMES);
    }

    @Test
    void prometheus_loads_the_alerts_and_grafana_the_dashboard() throws IOException {
        assertThat(Yaml.of("prometheus/prometheus.yaml").at("rule_files").texts())
                .containsExactly("alerts.yaml");
        assertThat(COMPOSE.at("prometheus", "volumes").texts()).contains("./prometheus:/etc/prometheus:ro");

        String directory = Yaml.of("grafana/dashboards.yaml")
                .at("providers")
                .each()
                .getFirst()
                .at("options", "path")
                .text();
        assertThat(COMPOSE.at("grafana", "volumes").texts())
                .contains("./grafana/talelio.json:" + directory + "/talelio.json:ro")
                .anyMatch(
                        volume -> volume.startsWith("./grafana/dashboards.yaml:/etc/grafana/provisioning/dashboards/"));
        Yaml source =
                Yaml.of("grafana/datasource.yaml").at("datasources").each().getFirst();
        assertThat(Files.readString(Path.of("..", "deploy", "grafana", "talelio.json")))
                .contains("\"uid\": \"" + source.at("uid").text() + "\"");
    }

    private static String name(Yaml alert) {
        return alert.at("alert").text();
    }

    private static Stream<String> named(String text) {
        return NAME.matcher(text).results().map((MatchResult name) -> name.group(1));
    }

    /** Text below each heading of the third level. */
    private static TreeMap<String, String> sections() throws IOException {
        TreeMap<String, String> sections = new TreeMap<>();
        Pattern.compile("^### (\\w+)\\n\\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(DOCS.resolve("runbook.md")))
                .results()
                .forEach(section -> sections.put(section.group(1), section.group(2)));
        return sections;
    }
}
