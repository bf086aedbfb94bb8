package io.talel.ops.console.imports;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.kernel.article.Slug;
import io.talel.kernel.user.UserId;
import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.Listing;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.console.imports.OldImageImport.OldImage;
import io.talel.ops.console.imports.OldTables.Table;
import io.talel.ops.console.imports.ServiceImportReport.Counts;
import io.talel.ops.console.imports.ServiceImportReport.Difference;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.axonframework.queryhandling.QueryGateway;

/** One import of the replaced service: people first, then what they wrote, then their images. */
public final class ServiceImport {

    private final EmbeddedApplication application;
    private final OldUserImport users;
    private final OldArticleImport articles;
    private final ArticleComparison comparison;
    private final Connection eventStore;
    private final boolean dryRun;
    private final BooleanSupplier cancelled;

    private Counts importedUsers = new Counts(0, 0);
    private Counts importedArticles = new Counts(0, 0);
    private Counts importedImages = new Counts(0, 0);
    private final List<String> refused = new ArrayList<>();
    private final List<Difference> differing = new ArrayList<>();
    private final Set<UserId> here = new HashSet<>();
    private final Set<Slug> slugs = new HashSet<>();

    /** @param dryRun records nothing, and compares the HTML of articles */
    public ServiceImport(
            EmbeddedApplication application, Connection eventStore, boolean dryRun, BooleanSupplier cancelled)
            throws SQLException {
        this.application = application;
        this.users = new OldUserImport(application, eventStore);
        this.articles = new OldArticleImport(application, eventStore);
        this.comparison = new ArticleComparison(application.get(QueryGateway.class));
        this.eventStore = eventStore;
        this.dryRun = dryRun;
        this.cancelled = cancelled;
    }

    @FunctionalInterface
    private interface Step {
        /** @throws IllegalArgumentException with the reason to leave it out */
        void run() throws SQLException, IOException;
    }

    /** @throws Stopped if it was cancelled; what was imported stays, and the next run goes on */
    public ServiceImportReport run(OldTables tables) throws SQLException, IOException {
        Map<String, OldRow> accounts = new LinkedHashMap<>();
        List<OldRow> people = new ArrayList<>();
        Largest article = new Largest();
        tables.each(Table.ACCOUNT, row -> accounts.put(row.id().orElseGet(row::name), row));
        tables.each(Table.USER, people::add);
        tables.each(Table.ARTICLE, article::look);
        if (!dryRun) {
            Largest user = new Largest();
            people.forEach(user::look);
            // Draws all numbers up to the largest: no new row gets the number of an imported one.
            Rows.number(eventStore, EVENT_STORE.get("draw-user-ids"), user.id);
            Rows.number(eventStore, EVENT_STORE.get("draw-article-ids"), article.id);
        }
        for (OldRow person : people) {
            take(person, () -> user(person, accounts));
        }
        for (OldRow account : accounts.values()) {
            take(account, () -> withoutUser(account));
        }
        List<OldRow> withoutSlug = new ArrayList<>();
        tables.each(Table.ARTICLE, row -> {
            if (OldArticle.lacksSlug(row)) {
                withoutSlug.add(row);
            } else {
                take(row, () -> article(row));
            }
        });
        // Last, since the slug of a title may be the one that another article had.
        for (OldRow row : withoutSlug) {
            take(row, () -> article(row));
        }
        return report();
    }

    /**
     * Goes on with the images of people who are here after {@link #run}.
     *
     * @param old the bucket of the replaced service
     * @throws Stopped if it was cancelled; what was imported stays, and the next run goes on
     */
    public ServiceImportReport runImages(Bucket old, Bucket content) throws SQLException, IOException {
        OldImageImport images = new OldImageImport(application, eventStore, old, content);
        Listing objects = old.listing("");
        for (StoredObject object = objects.next(); object != null; object = objects.next()) {
            if (OldImageImport.isImage(object)) {
                StoredObject each = object;
                take(OldImageImport.name(object), () -> image(images, each));
            }
        }
        return report();
    }

    private void image(OldImageImport images, StoredObject object) throws IOException {
        importedImages = importedImages.plus(images.bringIn(OldImage.of(object), here, dryRun));
    }

    /** The largest number in a table. */
    private static final class Largest {
        private long id;

        void look(OldRow row) {
            id = Math.max(id, row.id().map(Long::parseLong).orElse(0L));
        }
    }

    private void take(OldRow row, Step step) throws SQLException, IOException {
        take(row.name(), step);
    }

    private void take(String name, Step step) throws SQLException, IOException {
        if (cancelled.getAsBoolean()) {
            ServiceImportReport done = report();
            throw new Stopped(Outcome.CANCELLED, "It was cancelled after: " + done.sentence(), done);
        }
        try {
            step.run();
        } catch (IllegalArgumentException e) {
            refused.add(name + " " + e.getMessage());
        }
    }

    private void user(OldRow row, Map<String, OldRow> accounts) throws SQLException {
        OldRow account = accounts.remove(row.text("account_id"));
        if (account == null) {
            throw new IllegalArgumentException("has no account");
        }
        OldUser old = OldUser.of(row, account);
        boolean isNew = users.isNew(old);
        if (!dryRun) {
            users.bringIn(old, isNew);
        }
        if (isNew || users.isHere(old.id())) {
            here.add(old.id());
        }
        importedUsers = importedUsers.plus(isNew);
    }

    private static void withoutUser(OldRow account) {
        account.number("id");
        throw new IllegalArgumentException("has no user");
    }

    private void article(OldRow row) throws SQLException {
        OldArticle old = OldArticle.of(row);
        boolean isNew = articles.isNew(old);
        if (isNew && !here.contains(old.author())) {
            throw new IllegalArgumentException("has an author who was not imported, or was erased here");
        }
        if (!slugs.add(old.slug()) && isNew) {
            throw new IllegalArgumentException("has a slug that another article has here");
        }
        if (isNew && !dryRun) {
            articles.bringIn(old);
        }
        importedArticles = importedArticles.plus(isNew);
        if (dryRun) {
            comparison.compare(old).ifPresent(differing::add);
        }
    }

    private ServiceImportReport report() {
        return new ServiceImportReport(importedUsers, importedArticles, importedImages, refused, differing);
    }
}
