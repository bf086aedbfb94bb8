package io.talel.ops.drills;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.content.ArticleEdit;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.user.UserId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The program of a process with the write side alone. It says that it is ready, waits for a line, then revises the first
 * version of one article many times at once and says a line for each: the version it made, or the refusal.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class RevisingProcess {

    static final String READY = "ready";

    /** @param arguments number of the article, how many revisions, number of the author */
    public static void main(String[] arguments) throws IOException {
        ArticleId article = new ArticleId(Long.parseLong(arguments[0]));
        int revisions = Integer.parseInt(arguments[1]);
        UserId author = new UserId(Long.parseLong(arguments[2]));
        PrintStream outcomes = System.out;
        System.setOut(System.err);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(RevisingProcess.class)
                .web(WebApplicationType.NONE)
                .run()) {
            CommandGateway commands = context.getBean(CommandGateway.class);
            outcomes.println(READY);
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            ConcurrentCalls.run(revisions, caller -> revise(commands, article, author, caller))
                    .forEach(outcomes::println);
        }
    }

    private static Object revise(CommandGateway commands, ArticleId article, UserId author, int caller) {
        Markdown body = new Markdown(
                "Revised by caller " + caller + " of " + ProcessHandle.current().pid());
        try {
            return commands.<RecordedArticle>sendAndWait(new ReviseArticle(article, author, 0L, ArticleEdit.of(body)))
                    .position();
        } catch (CommandRefused refused) {
            return refused.refusal();
        }
    }
}
