package io.talel.gateway.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.talel.gateway.auth.caller.PublicEndpoints;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.auth.token.AccessToken;
import io.talel.gateway.idempotency.IdempotencyKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rules of every class of the gateway. */
final class GatewayRules {

    /** Controllers use messages only, so that aggregates and rows can change. */
    static final ArchRule SIDES_ARE_UNKNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.talel.command..", "io.talel.query..", "io.talel.ops..");

    /** Only the bus and the mapping of errors know how messages are sent. */
    static final ArchRule AXON_STAYS_IN_THE_BUS = noClasses()
            .that()
            .resideOutsideOfPackages("io.talel.gateway.bus..", "io.talel.gateway.error")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    /** Auth and mail learn of changes to accounts by messages only. */
    static final ArchRule AUTH_AND_MAIL_TALK_BY_MESSAGES = noClasses()
            .that()
            .resideInAnyPackage("..gateway.auth..", "..gateway.mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.talel.gateway.account..",
                    "io.talel.gateway.article..",
                    "io.talel.gateway.image..",
                    "io.talel.gateway.user..");

    static final ArchRule AUTH_SENDS_NO_MAIL = noClasses()
            .that()
            .resideInAPackage("..gateway.auth..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.talel.gateway.mail..");

    /** Accounts know no articles and images, except that erasure removes images from the store. */
    static final ArchRule ACCOUNTS_KNOW_NO_CONTENT = noClasses()
            .that()
            .resideInAPackage("..gateway.account..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.talel.gateway.article..", "io.talel.gateway.image..", "io.talel.gateway.user..")
                    .and(not(resideInAPackage("io.talel.gateway.image.store"))));

    /** Articles, feeds and images use the caller only, not how it is identified. */
    static final ArchRule CONTENT_SEES_CALLERS_ONLY = noClasses()
            .that()
            .resideInAnyPackage("..gateway.article..", "..gateway.feed..", "..gateway.image..", "..gateway.user..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.talel.gateway.account..", "io.talel.gateway.auth..", "io.talel.gateway.mail..")
                    .and(not(resideInAPackage("io.talel.gateway.auth.caller"))));

    static final ArchRule CONTROLLERS_ARE_NOBODY_ELSES =
            classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

    /** {@link PublicEndpoints} is the only list of public endpoints; every other endpoint has to take the caller. */
    static final ArchRule CALLERS_ARE_KNOWN = methods()
            .that()
            .areMetaAnnotatedWith(RequestMapping.class)
            .should(new ArchCondition<>("take the caller unless their endpoint is public") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean takesCaller = method.getRawParameterTypes().stream()
                            .anyMatch(type ->
                                    type.isEquivalentTo(SignedIn.class) || type.isEquivalentTo(AccessToken.class));
                    Endpoints.of(method.reflect())
                            .forEach(endpoint -> events.add(new SimpleConditionEvent(
                                    method,
                                    PublicEndpoints.contains(endpoint) != takesCaller,
                                    "%s takes %s caller, but %s is%s public"
                                            .formatted(
                                                    method.getFullName(),
                                                    takesCaller ? "a" : "no",
                                                    endpoint,
                                                    takesCaller ? "" : " not"))));
                }
            });

    /**
     * A log-in hands out secrets, which are not stored, so a repeat is a log-in of its own; a refresh has a grace; a preview
     * keeps nothing. An import finds what it has brought before, by itself.
     */
    private static final Set<String> NOT_REPEATABLE = Set.of(
            "POST /accounts/login",
            "POST /accounts/token",
            "POST /accounts/me/import/articles",
            "POST /articles/preview");

    static final ArchRule POSTS_ARE_REPEATABLE = methods()
            .that()
            .areAnnotatedWith(PostMapping.class)
            .should(new ArchCondition<>("take the Idempotency-Key") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean takesKey = method.getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(IdempotencyKey.class));
                    Endpoints.of(method.reflect())
                            .forEach(endpoint -> events.add(new SimpleConditionEvent(
                                    method,
                                    NOT_REPEATABLE.contains(endpoint) != takesKey,
                                    method.getFullName() + " takes " + (takesKey ? "a" : "no") + " key")));
                }
            });

    static final ArchRule ERRORS_ARE_ANSWERED_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("io.talel.gateway.error")
            .should()
            .beAnnotatedWith(ControllerAdvice.class);

    static final ArchRule TIME_COMES_BY_CLOCK = noClasses()
            .should()
            .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.name("now"))
                    .and(JavaCall.Predicates.target(With.owner(JavaClass.Predicates.equivalentTo(Instant.class)
                            .or(JavaClass.Predicates.equivalentTo(LocalDateTime.class))))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    static final ArchRule NAMES_SAY_SOMETHING =
            noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|DTO|Dto)");

    static final ArchRule CONSTRUCTORS_INJECT = noFields().should().beAnnotatedWith(Autowired.class);

    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .should(new ArchCondition<>("live in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(
                            type, marked, type.getName() + " lives in a package that is not marked"));
                }
            });

    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("io.talel.gateway.(**)").should().beFreeOfCycles();

    private GatewayRules() {}
}
