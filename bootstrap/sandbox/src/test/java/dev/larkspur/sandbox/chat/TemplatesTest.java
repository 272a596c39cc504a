package dev.larkspur.sandbox.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.world.Json;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private final Templates templates = new Templates();

  @Test
  void variables_are_filled_in_wherever_they_stand() {
    publish("{'title':{'content':'${app}: ${title}'},'n':1,'on':true}");

    assertThat(filled("{'app':'Travel','title':'$1 a'}"))
        .isEqualTo("{'title':{'content':'Travel: $1 a'},'n':1,'on':true}");
  }

  @Test
  void an_element_is_repeated_for_each_entry_of_a_list() {
    publish("{'elements':[{'repeat':'links','url':'${url}','of':'${app}'},{'tag':'hr'}]}");

    assertThat(filled("{'app':'A','links':[{'url':'u'},{'url':'v','app':'B'}]}"))
        .isEqualTo("{'elements':[{'url':'u','of':'A'},{'url':'v','of':'B'},{'tag':'hr'}]}");
    assertThat(filled("{'app':'A','links':[]}")).isEqualTo("{'elements':[{'tag':'hr'}]}");
  }

  @Test
  void what_is_not_given_stays_to_be_seen() {
    publish("{'content':'${missing}'}");

    assertThat(filled("{}")).isEqualTo("{'content':'${missing}'}");
  }

  @Test
  void what_names_no_template_that_is_known_is_left_as_it_is() {
    for (var content :
        new String[] {
          "{\"schema\":\"2.0\"}",
          "no json",
          "{\"type\":\"template\"}",
          "{\"type\":\"template\",\"data\":{\"template_id\":\"other\"}}"
        }) {
      assertThat(templates.filled(content)).isEqualTo(content);
    }
  }

  private void publish(String card) {
    templates.publish("own", Json.read(card.replace('\'', '"')).orElseThrow());
  }

  private String filled(String variables) {
    var content =
        "{'type':'template','data':{'template_id':'own','template_variable':%s}}"
            .formatted(variables);
    return templates.filled(content.replace('\'', '"')).replace('"', '\'');
  }
}
