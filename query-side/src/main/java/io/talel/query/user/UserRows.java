package io.talel.query.user;

import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserProfile;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import jakarta.persistence.EntityManager;
import java.util.Optional;

/** The queries on users, for other read models too. */
public final class UserRows {

    private UserRows() {}

    /** Nobody is found by the name of erased persons. */
    public static Optional<UserView> named(EntityManager entities, Username username) {
        return rowNamed(entities, username).map(UserRow::view);
    }

    static Optional<UserProfile> profile(EntityManager entities, Username username) {
        return rowNamed(entities, username).map(UserRow::profile);
    }

    private static Optional<UserRow> rowNamed(EntityManager entities, Username username) {
        if (username.value().equals(Username.ERASED)) {
            return Optional.empty();
        }
        return entities
                .createQuery("from UserRow where username = :username", UserRow.class)
                .setParameter("username", username.value())
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    static Optional<UserView> withId(EntityManager entities, UserId id) {
        return Optional.ofNullable(entities.find(UserRow.class, id.value())).map(UserRow::view);
    }
}
