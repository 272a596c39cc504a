package dev.larkspur.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.world.Console;
import dev.larkspur.sandbox.world.Console.Delivery;
import dev.larkspur.sandbox.world.Console.Status;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SamplePerson.Detail;
import java.util.List;
import java.util.Locale;

/** What the developer and the administrator have set, and what the company's people are like. */
final class ConsoleKnobs {
  private ConsoleKnobs() {}

  static List<Knob> of(Console console, People people) {
    return List.of(
        new Knob("bot", "the bot capability", "false", to -> console.bot(Knob.flag(to))),
        new Knob(
            "refreshing",
            "the security setting that lets refresh tokens be used (off: 20074)",
            "false",
            to -> console.refreshing(Knob.flag(to))),
        new Knob(
            "status",
            "enabled, disabled (20069, 99991662), not_installed (20009, 99991673)",
            "\"disabled\"",
            to -> console.status(Knob.choice(Status.class, to))),
        new Knob(
            "scopes",
            "what the app may ask people for",
            "[\"offline_access\",\"docs:document:readonly\"]",
            to -> console.scopes(Knob.texts(to))),
        new Knob(
            "app_scopes",
            "what the app may do as itself",
            "[\"im:message\"]",
            to -> console.appScopes(Knob.texts(to))),
        new Knob(
            "redirect_uris",
            "where the authorize page may lead back to",
            "[\"https://app.example/callback\"]",
            to -> console.redirectUris(Knob.texts(to))),
        new Knob(
            "events",
            "how events reach the app: long_connection, developer_server, unset",
            "\"unset\"",
            to -> console.events(Knob.choice(Delivery.class, to))),
        new Knob(
            "available",
            "whether the app's availability includes this person",
            "{\"open_id\":\"ou_…\",\"available\":false}",
            to -> people.available(openId(to), Knob.flag(to.path("available")))),
        new Knob(
            "person",
            "name, en_name, email, enterprise_email, mobile, employee_no; new_picture",
            "{\"open_id\":\"ou_…\",\"mobile\":\"+8613900000000\",\"new_picture\":true}",
            to -> change(people, to)));
  }

  private static void change(People people, JsonNode to) {
    var openId = openId(to);
    for (var detail : Detail.values()) {
      var value = to.path(detail.name().toLowerCase(Locale.ROOT));
      if (value.isTextual()) {
        people.change(openId, detail, value.asText());
      }
    }
    if (to.path("new_picture").asBoolean()) {
      people.newPicture(openId);
    }
  }

  private static String openId(JsonNode to) {
    return to.path("open_id").asText();
  }
}
