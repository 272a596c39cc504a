package dev.larkspur.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Scope;
import jakarta.inject.Singleton;

/** The rings, beyond what Maven and module-info keep. */
@AnalyzeClasses(
    packages = "dev.larkspur",
    importOptions = {DoNotIncludeTests.class, WithoutTestJars.class})
class ArchitectureTest {
  @ArchTest
  static final ArchRule the_domain_knows_java_only =
      classes()
          .that()
          .resideInAPackage("dev.larkspur.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.larkspur.domain..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule the_application_knows_the_domain_and_java_only =
      classes()
          .that()
          .resideInAPackage("dev.larkspur.application..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.larkspur.application..", "dev.larkspur.domain..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule adapters_do_not_know_each_other =
      slices().matching("dev.larkspur.adapters.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule adapters_do_not_know_what_starts_them =
      noClasses()
          .that()
          .resideInAPackage("dev.larkspur.adapters..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.larkspur.wiring..",
              "dev.larkspur.server..",
              "dev.larkspur.sandbox..",
              "dev.larkspur.embedded..",
              "com.example..");

  @ArchTest
  static final ArchRule the_stand_in_knows_nothing_of_larkspur_nor_of_feishus_sdk =
      noClasses()
          .that()
          .resideInAPackage("dev.larkspur.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.larkspur.domain..",
              "dev.larkspur.application..",
              "dev.larkspur.adapters..",
              "com.lark..",
              "io.micronaut..");

  @ArchTest
  static final ArchRule a_context_does_not_see_a_later_one =
      noClasses()
          .that()
          .resideInAPackage("dev.larkspur.(domain|application).token..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.larkspur.(domain|application).authorization..");

  @ArchTest
  static final ArchRule nothing_of_ours_knows_what_a_host_calls_but_what_makes_it_and_its_adapters =
      noClasses()
          .that()
          .resideInAPackage("dev.larkspur.(domain|application)..")
          .and()
          .resideOutsideOfPackage("dev.larkspur.application.host..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.larkspur.application.host..");

  @ArchTest
  static final ArchRule identities_see_nothing_else =
      noClasses()
          .that()
          .resideInAPackage("dev.larkspur.domain.identity..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.larkspur.domain.token..",
              "dev.larkspur.domain.authorization..",
              "dev.larkspur.domain.access..");

  @ArchTest
  static final ArchRule domain_packages_form_a_line =
      slices().matching("dev.larkspur.domain.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule application_packages_form_a_line =
      slices().matching("dev.larkspur.application.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule adapters_keep_to_themselves =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.larkspur.adapters..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.larkspur.adapters..");

  @ArchTest
  static final ArchRule an_adapters_part_gives_way_to_a_hosts =
      classes()
          .that()
          .resideInAPackage("dev.larkspur.adapters..")
          .and()
          .implement(resideInAPackage("dev.larkspur.application..port"))
          .and()
          .areMetaAnnotatedWith(Scope.class)
          .should()
          .beAnnotatedWith(givingWay());

  @ArchTest
  static final ArchRule so_does_what_its_factories_make =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("dev.larkspur.adapters..")
          .and()
          .areAnnotatedWith(Singleton.class)
          .and()
          .haveRawReturnType(resideInAPackage("dev.larkspur.application..port"))
          .should()
          .beAnnotatedWith(givingWay());

  private static DescribedPredicate<JavaAnnotation<?>> givingWay() {
    return describe(
        "@Order(LOWEST_PRECEDENCE)",
        annotation ->
            annotation.getRawType().isEquivalentTo(Order.class)
                && annotation
                    .get("value")
                    .filter(value -> value.equals(Ordered.LOWEST_PRECEDENCE))
                    .isPresent());
  }

  @ArchTest
  static final ArchRule ports_speak_no_technology =
      noClasses()
          .that()
          .resideInAPackage("dev.larkspur.application..port..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent..", "java.sql..", "java.net.http..");

  @ArchTest static final ArchRule logs_go_one_way = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
