package io.talel.ops.console;

import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleCommand.ImportOwnArticle;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.WantedSlug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.ArticleEdit;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.image.ImageCommand.NewImage;
import io.talel.kernel.image.ImageCommand.RemoveImage;
import io.talel.kernel.image.ImageCommand.UploadImages;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageFormat;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.ImageIds;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserCommand.RemoveUser;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A node of both sides, and actions of its users. */
public final class NodeAtWork implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final CommandGateway commands;

    private NodeAtWork(ConfigurableApplicationContext context) {
        this.context = context;
        this.commands = context.getBean(CommandGateway.class);
    }

    public static NodeAtWork on(PostgresDatabase database) {
        return on(database, Map.of());
    }

    /** @param settings added, such as another database for the read models */
    public static NodeAtWork on(PostgresDatabase database, Map<String, String> settings) {
        return new NodeAtWork(new SpringApplicationBuilder(Operated.Node.class)
                .web(WebApplicationType.NONE)
                .properties(new HashMap<>(database.environment()))
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new)));
    }

    public UserId register(String name) {
        UserId user = context.getBean(UserIds.class).next();
        commands.sendAndWait(new RegisterUser(user, new Email(name + "@example.org"), new Username(name)));
        return user;
    }

    public void remove(UserId user) {
        commands.sendAndWait(new RemoveUser(user, ArticlesOnRemoval.KEEP));
    }

    public ArticlePublished publish(UserId author, String title) {
        Recorded<ArticlePublished> published = commands.sendAndWait(new PublishArticle(
                context.getBean(ArticleIds.class).next(),
                author,
                ArticleContent.of(new Title(title), new Markdown("# " + title + "\n\nAs it was *first*."))));
        return published.event();
    }

    /** Records an article of elsewhere, of the year 2020. */
    public void importOwn(UserId author, ArticleId number, String title) {
        Instant then = Instant.parse("2020-02-20T20:20:00Z");
        commands.sendAndWait(new ImportOwnArticle(
                number,
                author,
                new Slug("brought-along"),
                ArticleContent.of(new Title(title), new Markdown("From elsewhere.")),
                false,
                then,
                then));
    }

    public void revise(ArticlePublished article, long version, String body) {
        commands.sendAndWait(new ReviseArticle(
                article.articleId(), article.authorId(), version, ArticleEdit.of(new Markdown(body))));
    }

    /** Changes the slug only. */
    public void rename(ArticlePublished article, String slug) {
        commands.sendAndWait(new ReviseArticle(
                article.articleId(),
                article.authorId(),
                null,
                new ArticleEdit(null, null, null, null, null, null, null),
                new WantedSlug(slug)));
    }

    public ImageId upload(UserId owner, String key, long bytes) {
        ImageId image = context.getBean(ImageIds.class).next();
        commands.sendAndWait(new UploadImages(
                owner,
                List.of(new NewImage(
                        image,
                        new ImageFileName(key.substring(key.lastIndexOf('/') + 1)),
                        new StoredImage(key, ImageFormat.JPEG, bytes, "0a".repeat(32), 1, 1)))));
        return image;
    }

    public void remove(ImageId image) {
        commands.sendAndWait(new RemoveImage(image));
    }

    @Override
    public void close() {
        context.close();
    }
}
