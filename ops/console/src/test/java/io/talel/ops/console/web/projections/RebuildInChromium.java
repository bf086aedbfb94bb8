package io.talel.ops.console.web.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.web.Browser;
import io.talel.ops.console.web.ConsoleNode;
import io.talel.ops.console.web.WebConsole;
import io.talel.ops.console.web.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** An operator works on projections by mouse and keyboard. */
class RebuildInChromium {

    private static final int ARTICLES = 20_000;

    private static ConsoleNode node;
    private static WebConsole console;
    private static Browser browser;

    @BeforeAll
    static void a_node_with_a_long_log_and_the_console() {
        node = ConsoleNode.start();
        node.publish(
                "Hello", "# Hello\n\n" + "Some *text* of an article, and [a link](https://talel.io).\n\n".repeat(35));
        node.tellAgain(ARTICLES);
        console = WebConsole.start(new Settings(node.environment()), new Operator("grace", "here"), 0);
        browser = Browser.start();
        browser.sized(1200, 900).driver().get(console.address(Role.OPERATOR));
    }

    @AfterAll
    static void stop() {
        browser.close();
        console.close();
        node.close();
    }

    @Test
    void a_rebuild_is_started_its_bar_moves_and_the_swap_is_seen() throws Exception {
        browser.driver().findElement(By.linkText("Projections")).click();
        browser.driver().findElement(By.linkText("article")).click();
        int before = node.activeGeneration("article");

        browser.driver()
                .findElement(By.cssSelector("form[action$=rebuild] input[name=reason]"))
                .sendKeys("to see it");
        browser.driver().findElement(By.id("rebuild")).sendKeys(Keys.ENTER);

        List<Double> seen = new ArrayList<>();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (shows(seen, bar()) && seen.size() == 3) {
                        browser.screenshot("rebuild");
                    }
                    return !seen.isEmpty() && browser.text("rebuild-phase").equals("done");
                });

        assertThat(seen)
                .as("values that the bar showed")
                .hasSizeGreaterThanOrEqualTo(3)
                .isSorted();
        assertThat(node.activeGeneration("article")).isEqualTo(before + 1);
        assertThat(browser.text("state")).contains("live", "kept");
        browser.screenshot("projection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/projections/article", "/dead-letters", "/events", "/events/2", "/backups", "/log"})
    void a_page_is_read_on_a_narrow_screen_and_in_the_dark(String path) throws Exception {
        browser.sized(360, 740).dark(true).driver().get(here(path));

        assertThat(browser.isWiderThanItsWindow()).as(path).isFalse();
        browser.screenshot("narrow-dark" + path.replace('/', '-'));
        browser.sized(1200, 900).dark(false).driver().navigate().refresh();
        assertThat(browser.isWiderThanItsWindow()).as(path).isFalse();
        browser.screenshot("wide" + path.replace('/', '-'));
    }

    @Test
    void pages_are_reached_by_a_key() {
        browser.driver().get(here("/"));

        browser.driver().findElement(By.tagName("body")).sendKeys("e");
        await().until(() -> browser.driver().getCurrentUrl().endsWith("/events"));
        browser.driver().findElement(By.tagName("body")).sendKeys("l");
        await().until(() -> browser.driver().getCurrentUrl().endsWith("/log"));
    }

    private static String here(String path) {
        return console.address(Role.OPERATOR).replaceFirst("/\\?token=.*", path);
    }

    /** Whether the bar has changed. */
    private static boolean shows(List<Double> seen, Optional<Double> value) {
        return value.filter(now -> seen.isEmpty() || !seen.getLast().equals(now))
                .map(seen::add)
                .orElse(false);
    }

    /** Empty before the rebuild has started. */
    private static Optional<Double> bar() {
        return Stream.of("return document.querySelector('progress')?.value ?? null")
                .map(browser.driver()::executeScript)
                .filter(Objects::nonNull)
                .map(value -> ((Number) value).doubleValue())
                .findFirst();
    }
}
