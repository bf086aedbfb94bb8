package io.talel.query.user;

import io.talel.kernel.user.ErasedName;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserProfile;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import io.talel.query.datasource.ReadModelReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The statements on users, and the columns from which other read models read a joined user. */
public final class UserReads {

    private static final String NAMED = """
            SELECT id, version, username, location, avatar_url
            FROM read_model.user_account
            WHERE username = ?
            LIMIT 1
            """;

    private static final String WITH_ID = """
            SELECT id, version, username, location, avatar_url
            FROM read_model.user_account
            WHERE id = ?
            """;

    private static final String PROFILE = """
            SELECT id, version, username, location, avatar_url, created_at, counted.articles
            FROM read_model.user_account
            CROSS JOIN LATERAL (
                SELECT CAST(coalesce(sum(articles), 0) AS bigint) AS articles
                FROM read_model.author_articles
                WHERE author_id = user_account.id
            ) counted
            WHERE username = ?
            LIMIT 1
            """;

    private UserReads() {}

    /** Whether a user can be found by the name; erased persons cannot. */
    public static boolean canBeFound(Username username) {
        return !username.value().equals(ErasedName.TEXT);
    }

    /** @param prefix prefix of the columns of a user */
    public static UserView view(ResultSet row, String prefix) throws SQLException {
        return new UserView(
                new UserId(row.getLong(prefix + "id")),
                row.getLong(prefix + "version"),
                new Username(row.getString(prefix + "username")),
                row.getString(prefix + "location"),
                row.getString(prefix + "avatar_url"));
    }

    private static UserView view(ResultSet row) throws SQLException {
        return view(row, "");
    }

    static Optional<UserView> named(ReadModelReader readModel, Username username) {
        return canBeFound(username)
                ? readModel.first(NAMED, (row, _) -> view(row), username.value())
                : Optional.empty();
    }

    static Optional<UserProfile> profile(ReadModelReader readModel, Username username) {
        return canBeFound(username)
                ? readModel.first(PROFILE, (row, _) -> profile(row), username.value())
                : Optional.empty();
    }

    static Optional<UserView> withId(ReadModelReader readModel, UserId id) {
        return readModel.first(WITH_ID, (row, _) -> view(row), id.value());
    }

    private static UserProfile profile(ResultSet row) throws SQLException {
        return new UserProfile(
                view(row), row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getLong("articles"));
    }
}
