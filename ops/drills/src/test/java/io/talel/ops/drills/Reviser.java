package io.talel.ops.drills;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.FeaturedImage;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.MetaDescription;
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
 * A process with the write side alone. It says {@code ready}, waits for a line, then revises the first version of one
 * article many times at once and says a line for each: {@code revised}, or the simple name of what refused it.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Reviser {

    static final String READY = "ready";
    static final String REVISED = "revised";

    /** @param arguments number of the article, how many revisions */
    public static void main(String[] arguments) throws IOException {
        ArticleId article = new ArticleId(Long.parseLong(arguments[0]));
        int revisions = Integer.parseInt(arguments[1]);
        PrintStream said = System.out;
        System.setOut(System.err);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Reviser.class)
                .web(WebApplicationType.NONE)
                .properties("talelio.projections.enabled=false")
                .run()) {
            CommandGateway commands = context.getBean(CommandGateway.class);
            said.println(READY);
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            AtOnce.run(revisions, caller -> revise(commands, article, caller)).forEach(said::println);
        }
    }

    private static String revise(CommandGateway commands, ArticleId article, int caller) {
        Markdown body = new Markdown(
                "Revised by " + caller + " of " + ProcessHandle.current().pid());
        try {
            StreamVersion reached = commands.sendAndWait(
                    new ReviseArticle(article, 0, body, new MetaDescription(""), new FeaturedImage("")));
            return REVISED + " " + reached.version();
        } catch (RuntimeException refused) {
            return refused.toString();
        }
    }
}
