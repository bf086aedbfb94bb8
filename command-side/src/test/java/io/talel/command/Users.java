package io.talel.command;

import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserCommand.ChangeAvatar;
import io.talel.kernel.user.UserCommand.ChangeLocation;
import io.talel.kernel.user.UserCommand.ConfirmEmail;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserCommand.RemoveUser;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import io.talel.kernel.user.UserEvent.AvatarChanged;
import io.talel.kernel.user.UserEvent.EmailChangeRequested;
import io.talel.kernel.user.UserEvent.EmailChanged;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserEvent.UserRemoved;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;

/** Named examples of users. */
public final class Users {

    public static final UserId ADA = new UserId(7);
    public static final Email ADAS_EMAIL = new Email("ada@example.org");
    public static final Email NEW_EMAIL = new Email("ada@example.com");
    public static final Username ADAS_NAME = new Username("ada");
    public static final Location LONDON = new Location("London");
    public static final AvatarUrl SUNSET = new AvatarUrl("https://api.talel.io/v1/users/ada/images/sunset_k3v9x.jpg");

    private Users() {}

    public static RegisterUser registerAda() {
        return new RegisterUser(ADA, ADAS_EMAIL, ADAS_NAME);
    }

    public static RegisterUser register(UserId id, String email, String username) {
        return new RegisterUser(id, new Email(email), new Username(username));
    }

    /**
     * For logs whose places or people are counted: Ada may be written of, though her registration is not in this log but in
     * another.
     */
    public static void giveAdaHerKey(PostgresDatabase database) {
        Node.ownerOf(database)
                .sql("INSERT INTO personal.person_key (person, key) VALUES (?, sha256('any key'))")
                .param(ADA.toString())
                .update();
    }

    public static ConfirmEmail confirm(long addressVersion) {
        return new ConfirmEmail(ADA, addressVersion);
    }

    public static RequestEmailChange requestEmail(Email email) {
        return new RequestEmailChange(ADA, email);
    }

    public static ChangeLocation moveToLondon() {
        return new ChangeLocation(ADA, LONDON);
    }

    public static ChangeAvatar showSunset() {
        return new ChangeAvatar(ADA, SUNSET);
    }

    public static RemoveUser removeAda() {
        return new RemoveUser(ADA, ArticlesOnRemoval.KEEP);
    }

    public static UserRegistered adaRegistered() {
        return new UserRegistered(ADA, ADAS_EMAIL, ADAS_NAME);
    }

    public static EmailConfirmed adasEmailConfirmed() {
        return new EmailConfirmed(ADA);
    }

    public static EmailChangeRequested newEmailRequested() {
        return new EmailChangeRequested(ADA, NEW_EMAIL);
    }

    public static EmailChanged emailChanged() {
        return new EmailChanged(ADA, NEW_EMAIL);
    }

    public static LocationChanged locationChanged() {
        return new LocationChanged(ADA, LONDON);
    }

    public static AvatarChanged avatarChanged() {
        return new AvatarChanged(ADA, SUNSET);
    }

    public static UserRemoved adaRemoved() {
        return new UserRemoved(ADA, ArticlesOnRemoval.KEEP);
    }
}
