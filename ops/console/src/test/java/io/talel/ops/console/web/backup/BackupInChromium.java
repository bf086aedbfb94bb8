package io.talel.ops.console.web.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.dump.BackupOrder;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.web.Browser;
import io.talel.ops.console.web.ConsoleNode;
import io.talel.ops.console.web.WebConsole;
import io.talel.ops.console.web.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** An operator makes and verifies backups by mouse and keyboard. */
class BackupInChromium {

    private static final int ARTICLES = 60_000;
    private static final Duration LONG = Duration.ofMinutes(2);

    private static ConsoleNode node;
    private static Settings settings;
    private static WebConsole console;
    private static Browser browser;

    @BeforeAll
    static void a_node_with_a_long_log_and_the_console() throws Exception {
        node = ConsoleNode.start();
        node.publish(
                "Hello", "# Hello\n\n" + "Some *text* of an article, and [a link](https://talel.io).\n\n".repeat(35));
        node.tellAgain(ARTICLES);
        settings = new Settings(node.backedUp());
        console = WebConsole.start(settings, new Operator("grace", "here"), 0);
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
    void a_backup_is_begun_its_progress_and_its_state_are_seen_and_it_is_verified() throws Exception {
        browser.driver().findElement(By.linkText("Backups")).click();
        begin("full");

        List<String> seen = new ArrayList<>();
        await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(() -> {
            bar(seen);
            return rows("unproven") == 1 && isIdle();
        });
        assertThat(seen).as("what the bar showed").isNotEmpty();
        assertThat(browser.text("runs")).contains("full", "done", "grace on here");

        node.tellAgain(ARTICLES + 1, ARTICLES + 200);
        begin("incremental");
        await().atMost(LONG).until(() -> rows("unproven") == 2 && isIdle());

        browser.driver().findElement(By.name("deep")).click();
        begin("verify");
        await().atMost(LONG).until(() -> rows("verified") == 2 && isIdle());
        assertThat(browser.text("table")).contains("ago");
        browser.screenshot("backups-verified");

        begin("drill");
        await().atMost(LONG).until(() -> rows("drilled") == 2 && isIdle());
        makeMore();
        await().atMost(LONG).until(() -> rows("unproven") >= 20);
        browser.driver().get(here("/backups"));
        browser.screenshot("backups");

        browser.sized(360, 740).dark(true).driver().navigate().refresh();
        assertThat(browser.isWiderThanItsWindow()).isFalse();
        browser.screenshot("backups-narrow-dark");
        browser.sized(1200, 900).dark(false);
        browser.driver().findElement(By.cssSelector("#table td.id a")).sendKeys(Keys.ENTER);
        await().until(() -> browser.driver().getCurrentUrl().contains("/backups/2"));
        assertThat(browser.text("content")).contains("event_store.domain_event", "Backups needed to restore it");
        assertThat(browser.isWiderThanItsWindow()).isFalse();
        browser.screenshot("backup");
    }

    /** Makes more backups than the page lists one by one, and another chain. */
    private static void makeMore() throws Exception {
        try (BackupContext backups = BackupContext.of(settings)) {
            for (int number = 0; number < 20; number++) {
                make(backups, false);
            }
            make(backups, true);
            make(backups, false);
            make(backups, false);
        }
    }

    private static void make(BackupContext backups, boolean full) throws Exception {
        backups.backups()
                .run(
                        new BackupOrder(full, false, false),
                        new Request(new Operator("cron", "here"), LONG, (_, _, _) -> {}));
    }

    private static String here(String path) {
        return console.address(Role.OPERATOR).replaceFirst("/\\?token=.*", path);
    }

    /** Gives the reason and confirms. */
    private static void begin(String button) {
        WebElement pressed = browser.driver().findElement(By.id(button));
        pressed.findElement(By.xpath("ancestor::form//input[@name='reason']")).sendKeys("to see it");
        pressed.sendKeys(Keys.ENTER);
        browser.driver().findElement(By.id("confirm")).sendKeys(Keys.ENTER);
        await().until(() -> !browser.driver().findElements(By.id("now")).isEmpty());
    }

    private static void bar(List<String> seen) throws Exception {
        Object value = browser.driver()
                .executeScript(
                        "return document.querySelector('#running progress[value]')?.parentElement.innerText ?? null");
        if (value != null && !seen.contains(value.toString())) {
            seen.add(value.toString());
            browser.screenshot("backups-running");
        }
    }

    private static boolean isIdle() {
        return !browser.driver().findElements(By.id("idle")).isEmpty();
    }

    private static int rows(String state) {
        return browser.driver()
                .findElements(By.cssSelector("#table .state.is-" + state))
                .size();
    }
}
