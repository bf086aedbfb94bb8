package io.talel.command.claims;

import io.talel.command.personal.LookupKey;
import io.talel.kernel.Refusal;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.ErasedName;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of claimed addresses and usernames. */
final class StoredNameClaims implements NameClaims {

    private final JdbcClient jdbc;
    private final LookupKey lookup;

    StoredNameClaims(DataSource dataSource, LookupKey lookup) {
        this.jdbc = JdbcClient.create(dataSource);
        this.lookup = lookup;
    }

    @Override
    public Optional<Refusal> taken(Email email, Username username) {
        ClaimedNames taken = jdbc.sql("""
                        SELECT EXISTS (SELECT FROM claims.claimed_email WHERE email_hmac = ?),
                               EXISTS (SELECT FROM claims.claimed_username WHERE username = ?)""")
                .params(lookup.hmac(email.value()), username.value())
                .query((row, _) -> new ClaimedNames(row.getBoolean(1), row.getBoolean(2)))
                .single();
        if (taken.email() || email.isErased()) {
            return Optional.of(new Refusal.EmailTaken(email));
        }
        if (taken.username() || ErasedName.isReadIn(username)) {
            return Optional.of(new Refusal.UsernameTaken(username));
        }
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> taken(Email email, UserId user) {
        boolean byOthers = ownerOf(email).filter(owner -> !owner.equals(user)).isPresent();
        return byOthers || email.isErased() ? Optional.of(new Refusal.EmailTaken(email)) : Optional.empty();
    }

    @Override
    public Optional<UserId> ownerOf(Email email) {
        return jdbc.sql("SELECT user_id FROM claims.claimed_email WHERE email_hmac = ?")
                .param(lookup.hmac(email.value()))
                .query((row, _) -> new UserId(row.getLong(1)))
                .optional();
    }

    /** @return whether it was free; if another transaction is just claiming it, waits for that one's end */
    boolean claim(Email email, UserId owner) {
        return jdbc.sql("""
                        INSERT INTO claims.claimed_email (email_hmac, user_id) VALUES (?, ?)
                        ON CONFLICT ON CONSTRAINT claimed_email_is_unique DO NOTHING""").params(lookup.hmac(email.value()), owner.value()).update() == 1;
    }

    /** @return whether it was free; if another transaction is just claiming it, waits for that one's end */
    boolean claim(Username username, UserId owner) {
        return jdbc.sql("""
                        INSERT INTO claims.claimed_username (username, user_id) VALUES (?, ?)
                        ON CONFLICT ON CONSTRAINT claimed_username_is_unique DO NOTHING""").params(username.value(), owner.value()).update() == 1;
    }

    /** The address of the user becomes free. */
    void releaseEmail(UserId owner) {
        jdbc.sql("DELETE FROM claims.claimed_email WHERE user_id = ?")
                .param(owner.value())
                .update();
    }

    /** The username of the user becomes free. */
    void releaseUsername(UserId owner) {
        jdbc.sql("DELETE FROM claims.claimed_username WHERE user_id = ?")
                .param(owner.value())
                .update();
    }

    private record ClaimedNames(boolean email, boolean username) {}
}
