package io.talel.ops.drills;

import java.util.List;

/** An operation of the drill of growth. Each time that it looks up an index it reads the levels of the tree. */
enum MeasuredOperation {
    READ("article_slug", "user_account_pkey", "article_in_order", "article_in_order"),
    LIST("user_account_username", "author_articles_author", "article_of_author"),
    LIST_OF_AN_AUTHOR_OF_MANY("user_account_username", "author_articles_author", "article_of_author"),
    APPEND(Names.APPENDED),
    APPEND_UNDER_A_FREQUENT_TITLE(Names.APPENDED),
    LOG_IN(
            "claimed_email_is_unique",
            "domain_event_sequence",
            "snapshot_of_stream",
            "person_key_of_person",
            "credential_pkey"),
    STATUS("domain_event_global_index"),
    BACKUP_OF_AN_EVENT,
    INCREMENTAL_BACKUP("domain_event_global_index"),
    REBUILD_OF_AN_EVENT("article_pkey");

    private final List<String> indexes;

    MeasuredOperation(String... indexes) {
        this.indexes = List.of(indexes);
    }

    /** Names of the indexes, an index as often as it is looked up. */
    List<String> indexes() {
        return indexes;
    }

    /** The claim, the event, the tail of the log, the row and its author. */
    private static final class Names {
        private static final String[] APPENDED = {
            "claimed_slug_number",
            "claimed_slug_is_unique",
            "claimed_slug_is_unique",
            "claimed_slug_number",
            "domain_event_global_index",
            "domain_event_identifier",
            "domain_event_sequence",
            "domain_event_kind",
            "domain_event_global_index",
            "article_pkey",
            "article_slug",
            "article_in_order",
            "article_of_author",
            "author_articles_author",
            "user_account_pkey"
        };
    }
}
