package io.talel.query.user;

import io.talel.kernel.user.UserProfile;
import io.talel.kernel.user.UserQuery.FindProfile;
import io.talel.kernel.user.UserQuery.FindUser;
import io.talel.kernel.user.UserQuery.FindUserById;
import io.talel.kernel.user.UserView;
import io.talel.query.datasource.ReadModelReader;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers questions about users. */
final class UserQueries {

    private final ReadModelReader readModel;

    UserQueries(ReadModelReader readModel) {
        this.readModel = readModel;
    }

    @QueryHandler
    Optional<UserView> find(FindUser query) {
        return UserReads.named(readModel, query.username());
    }

    @QueryHandler
    Optional<UserProfile> find(FindProfile query) {
        return UserReads.profile(readModel, query.username());
    }

    @QueryHandler
    Optional<UserView> find(FindUserById query) {
        return UserReads.withId(readModel, query.userId());
    }
}
