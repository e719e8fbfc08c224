package dev.gatehouse.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The architecture's rules (docs/knowledge/architecture.md), checked on the compiled classes of every module. */
@AnalyzeClasses(packages = "dev.gatehouse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "dev.gatehouse",
        "dev.gatehouse.user..",
        "dev.gatehouse.name..",
        "dev.gatehouse.password..",
        "dev.gatehouse.seal..",
        "dev.gatehouse.token..",
        "dev.gatehouse.policy..",
        "dev.gatehouse.throttle..",
        "dev.gatehouse.internal.."
    };
    private static final String SPI = "dev.gatehouse.spi..";
    private static final String USER_POOL = "dev.gatehouse.userpool..";
    private static final String CREDENTIALS = "dev.gatehouse.credentials..";
    private static final String TESTKIT = "dev.gatehouse.testkit..";
    private static final String[] ADAPTERS = {
        "dev.gatehouse.store..",
        "dev.gatehouse.http..",
        "dev.gatehouse.mail..",
        "dev.gatehouse.aws..",
        "dev.gatehouse.vendor.."
    };
    private static final String ASSEMBLY = "dev.gatehouse.embedded..";
    private static final String WEB = "dev.gatehouse.web..";
    private static final Set<String> LOOK_UPS = Set.of(
            "forName",
            "newInstance",
            "getMethod",
            "getMethods",
            "getDeclaredMethod",
            "getDeclaredMethods",
            "getField",
            "getFields",
            "getDeclaredField",
            "getDeclaredFields",
            "getConstructor",
            "getConstructors",
            "getDeclaredConstructor",
            "getDeclaredConstructors");
    private static final List<String> THIRD_PARTY = List.of(
            "com.nimbusds.",
            "org.bouncycastle.",
            "com.github.benmanes.",
            "org.slf4j.",
            "jakarta.mail.",
            "org.sqlite.",
            "org.postgresql.");

    @ArchTest
    static final ArchRule coreKnowsOnlyItself = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.gatehouse..").and(not(resideInAnyPackage(CORE))));

    @ArchTest
    static final ArchRule theSpiKnowsOnlyCore = noClasses()
            .that()
            .resideInAPackage(SPI)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.gatehouse..")
                    .and(not(resideInAnyPackage(CORE)))
                    .and(not(resideInAPackage(SPI))));

    @ArchTest
    static final ArchRule theUserPoolKnowsNoSibling = noClasses()
            .that()
            .resideInAPackage(USER_POOL)
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(CREDENTIALS, TESTKIT, ASSEMBLY, WEB).or(resideInAnyPackage(ADAPTERS)));

    @ArchTest
    static final ArchRule theIdentityPoolKnowsNoSibling = noClasses()
            .that()
            .resideInAPackage(CREDENTIALS)
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(USER_POOL, TESTKIT, ASSEMBLY, WEB).or(resideInAnyPackage(ADAPTERS)));

    @ArchTest
    static final ArchRule adaptersKnowTheSpiAndCoreOnly = noClasses()
            .that()
            .resideInAnyPackage(ADAPTERS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(USER_POOL, CREDENTIALS, TESTKIT, ASSEMBLY, WEB));

    @ArchTest
    static final ArchRule theFacesKnowTheFlowsAndNoAdapter = noClasses()
            .that()
            .resideInAPackage(WEB)
            .should()
            .dependOnClassesThat(resideInAnyPackage(TESTKIT, ASSEMBLY).or(resideInAnyPackage(ADAPTERS)));

    @ArchTest
    static final ArchRule aServersTypesAreInItsBinding = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.web.servlet")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.servlet..");

    @ArchTest
    static final ArchRule theJdksServerIsInItsBinding = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.web.jdk")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule coreAndTheFlowsOpenNoSocketAndNoFile = noClasses()
            .that(resideInAnyPackage(CORE).or(resideInAnyPackage(SPI, USER_POOL, CREDENTIALS)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net.http..", "java.nio.file..", "java.nio.channels..", "java.sql..", "javax.sql..");

    /** The one place that reaches for the machine's clock and randomness, for the five-minute builder. */
    private static final String SYSTEM_DEFAULTS = "dev.gatehouse.embedded.SystemDefaults";

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SYSTEM_DEFAULTS)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(InstantSource.class, "system");

    @ArchTest
    static final ArchRule randomnessIsInjected = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SYSTEM_DEFAULTS)
            .and()
            .resideOutsideOfPackage(TESTKIT)
            .should()
            .callConstructor(SecureRandom.class)
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule theLibraryStartsNoThread = noClasses()
            .that()
            .resideOutsideOfPackage(TESTKIT)
            .should()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callMethod(Thread.class, "start");

    /** A native image then needs no list of classes. Providers are found as services, not by their class names. */
    @ArchTest
    static final ArchRule coreUsesNoReflection = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .orShould()
            .callMethodWhere(describe(
                    "a class looks itself or others up",
                    call -> call.getTargetOwner().isEquivalentTo(Class.class)
                            && LOOK_UPS.contains(call.getTarget().getName())));

    @ArchTest
    static final ArchRule theLibraryReadsNoEnvironment = noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule casesAreMappedWithoutTheDefaultLocale = noClasses()
            .should()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(Locale.class, "getDefault");

    @ArchTest
    static final ArchRule secretsAreNotStrings = fields().that()
            .areDeclaredInClassesThat()
            .haveModifier(PUBLIC)
            .and()
            .haveNameMatching("(?i).*(password|secret|passcode)$")
            .should()
            .notHaveRawType(String.class);

    @ArchTest
    static final ArchRule valuesAreNotSerializable = classes()
            .that()
            .areNotAssignableTo(Throwable.class)
            .and()
            .areNotEnums()
            .and()
            .areNotAssignableTo(Random.class)
            .and()
            .areNotAssignableTo(SecureRandomSpi.class)
            .and()
            .areNotAssignableTo(Provider.class)
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .notBeAssignableTo(Serializable.class);

    @ArchTest
    static final ArchRule nothingIsDeserialized =
            noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.gatehouse.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noGenericExceptions = GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule noStandardStreams = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    void everyPackageIsNullMarked(JavaClasses classes) {
        var unmarked = classes.getPackage("dev.gatehouse").getSubpackagesInTree().stream()
                .filter(p -> !p.getClasses().isEmpty())
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        assertThat(unmarked).isEmpty();
    }

    @ArchTest
    void exportedSignaturesHoldNoThirdPartyType(JavaClasses classes) {
        var leaks = classes.stream()
                .filter(ArchitectureTest::exported)
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(PUBLIC))
                .filter(method -> signature(method).anyMatch(ArchitectureTest::thirdParty))
                .map(JavaMethod::getFullName)
                .toList();
        assertThat(leaks).isEmpty();
    }

    private static boolean exported(JavaClass type) {
        return type.getModifiers().contains(PUBLIC) && !type.getPackageName().contains(".internal");
    }

    private static Stream<JavaClass> signature(JavaMethod method) {
        return Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream());
    }

    private static boolean thirdParty(JavaClass type) {
        return THIRD_PARTY.stream().anyMatch(type.getBaseComponentType().getName()::startsWith);
    }
}
