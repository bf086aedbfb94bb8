package io.talel.query.user;

import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserProfile;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A user of the active generation. */
@Entity
@Immutable
@Table(schema = "read_model", name = "user_account")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields, of columns that are NOT NULL
class UserRow {

    @Id
    private long id;

    private long version;
    private String username;
    private String location;
    private String avatarUrl;
    private Instant createdAt;

    UserView view() {
        return new UserView(new UserId(id), version, new Username(username), location, avatarUrl);
    }

    UserProfile profile() {
        return new UserProfile(view(), createdAt);
    }
}
