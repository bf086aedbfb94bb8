package io.talel.command.article;

import io.talel.command.claims.SlugChanges;
import io.talel.command.eventlog.index.StreamIndex;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.Change;
import io.talel.kernel.article.ArticleCommand.RevertArticle;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleState;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.WantedSlug;
import io.talel.kernel.article.content.ArticleContent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * Revises articles, and gives them other slugs. A revision that was made from an older version is merged with what has changed
 * since; a reversion says again what an older version said.
 */
final class ArticleRevising {

    private final Repository<Article> articles;
    private final EarlierVersions versions;
    private final SlugChanges slugs;

    ArticleRevising(Repository<Article> articles, StreamIndex events, SlugChanges slugs) {
        this.articles = articles;
        this.versions = new EarlierVersions(events);
        this.slugs = slugs;
    }

    @CommandHandler
    ArticleState handle(ReviseArticle command) {
        WantedSlug wanted = command.slug();
        return wanted == null ? revise(command, load(command)) : revise(command, wanted);
    }

    private ArticleState revise(ReviseArticle command, WantedSlug wanted) {
        Slug slug = wanted.slug();
        // Comes first: a command that waits for a slug must hold no connection.
        SlugChanges.Turn turn = slugs.await(slug, command.articleId());
        Aggregate<Article> article = load(command);
        Slug present = article.invoke(Article::slug);
        Long version = article.version();
        ArticleState revised = revise(command, article);
        if (wanted.isMetBy(present) || !isChange(command, wanted, version, present)) {
            return revised;
        }
        int number = turn.claim(present);
        return article.invoke(found -> found.moveTo(slug.numbered(number), number));
    }

    /**
     * Whether the author wants another slug than that of the base.
     *
     * @throws CommandRefused as another version if the slug has become a third one since
     */
    private boolean isChange(ReviseArticle command, WantedSlug wanted, Long version, Slug present) {
        Long base = command.baseVersion();
        if (base == null || base.equals(version)) {
            return true;
        }
        Slug before = versions.slugAt(command.articleId(), base);
        if (wanted.isMetBy(before)) {
            return false;
        }
        // A repeat finds the wanted slug with the number that it was given.
        if (!before.equals(present) && present.numberAfter(wanted.slug()) == 1) {
            throw otherVersion(command);
        }
        return true;
    }

    private Aggregate<Article> load(Change command) {
        return articles.load(command.articleId().toString());
    }

    private ArticleState revise(ReviseArticle command, Aggregate<Article> article) {
        ArticleContent now = article.invoke(found -> found.untrashed(command));
        Long base = command.baseVersion();
        ArticleContent revised = base == null || base.equals(article.version())
                ? command.edit().revise(now)
                : merged(command, base, article.version(), now);
        return article.invoke(found -> found.revise(revised));
    }

    @CommandHandler
    ArticleState handle(RevertArticle command) {
        Aggregate<Article> article = load(command);
        article.execute(found -> found.untrashed(command));
        if (command.version() < 0 || command.version() > article.version()) {
            throw new CommandRefused(new Refusal.UnknownVersion(command.articleId(), command.version()));
        }
        ArticleContent earlier = versions.contentAt(command.articleId(), command.version());
        return article.invoke(found -> found.revise(earlier));
    }

    private ArticleContent merged(ReviseArticle command, long baseVersion, long version, ArticleContent theirs) {
        if (baseVersion > version) {
            throw otherVersion(command);
        }
        ArticleContent base = versions.contentAt(command.articleId(), baseVersion);
        ArticleContent ours = command.edit().revise(base);
        return ContentMerge.merge(base, ours, theirs)
                .orElseThrow(() ->
                        new CommandRefused(new Refusal.EditConflict(command.articleId(), version, base, ours, theirs)));
    }

    private static CommandRefused otherVersion(ReviseArticle command) {
        return new CommandRefused(new Refusal.OtherVersion(command.articleId().toString()));
    }
}
