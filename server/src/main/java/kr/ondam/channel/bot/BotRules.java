package kr.ondam.channel.bot;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kr.ondam.channel.InlineFile;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;

/// What may stand in a bot's messages, whatever its dialect.
final class BotRules {
  /// Parts in one answer or post.
  static final int MOST_PARTS = 20;

  static final int MOST_BUTTONS = 20;
  static final int LONGEST_LABEL = 100;
  static final int LONGEST_VALUE = 1000;

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_TEXT = 4000;
  private static final int LONGEST_URL = 2000;

  private BotRules() {}

  /// The words without blank texts and empty messages.
  ///
  /// @throws Unfit for what breaks a rule
  static BotWords checked(BotWords words) {
    List<List<Part>> messages = new ArrayList<>();
    int count = 0;
    for (var message : words.messages()) {
      List<Part> kept = message.stream().filter(part -> !blank(part)).toList();
      kept.forEach(BotRules::check);
      count += kept.size();
      if (!kept.isEmpty()) {
        messages.add(kept);
      }
    }
    if (count > MOST_PARTS) {
      throw new Unfit("too_many_parts", "at most " + MOST_PARTS + " parts");
    }
    return new BotWords(messages, words.handover(), words.ends());
  }

  private static boolean blank(Part part) {
    return switch (part) {
      case Part.Text(var text) -> text.isBlank();
      case Part.QuickReplies(var items) -> items.isEmpty();
      case Part.Image _,
          Part.File _,
          Part.Audio _,
          Part.Video _,
          Part.Card _,
          Part.Carousel _,
          Part.Location _,
          Part.Form _,
          Part.FormReply _,
          Part.Template _,
          Part.SystemEvent _,
          Part.Unsupported _ ->
          false;
    };
  }

  private static void check(Part part) {
    switch (part) {
      case Part.Text(var text) -> {
        if (text.length() > LONGEST_TEXT) {
          throw new Unfit("text_too_long", "at most " + LONGEST_TEXT + " characters");
        }
      }
      case Part.Unsupported _, Part.Location _ -> {}
      case Part.Form(var _, var fields, var _) -> {
        if (fields.stream().map(Part.Field::name).distinct().count() < fields.size()) {
          throw new Unfit("bad_form", "a name of its own for every field");
        }
      }
      case Part.Image image -> image(image);
      case Part.File(var url, var name, var fileId) -> {
        web(url, fileId);
        if (name.isBlank() || name.length() > LONGEST_NAME) {
          throw new Unfit("bad_name", "a file name of 1 to " + LONGEST_NAME + " characters");
        }
      }
      case Part.Audio(var url, var name, var fileId) -> medium(url, name, fileId);
      case Part.Video(var url, var name, var fileId) -> medium(url, name, fileId);
      case Part.QuickReplies(var items) -> buttons(items);
      case Part.Card card -> card(card);
      case Part.Carousel(var cards) -> cards.forEach(BotRules::card);
      case Part.FormReply _, Part.Template _, Part.SystemEvent _ ->
          throw new Unfit("bad_part", "what a bot can say: no form reply, template or event");
    }
  }

  private static void card(Part.Card card) {
    var picture = card.image();
    if (picture != null) {
      image(picture);
    }
    buttons(card.buttons());
  }

  private static void image(Part.Image image) {
    web(image.url(), image.fileId());
  }

  private static void buttons(List<Part.Button> buttons) {
    if (buttons.size() > MOST_BUTTONS) {
      throw new Unfit("too_many_buttons", "at most " + MOST_BUTTONS + " buttons");
    }
    for (var button : buttons) {
      if (button.label().isBlank() || button.label().length() > LONGEST_LABEL) {
        throw new Unfit("bad_label", "a label of 1 to " + LONGEST_LABEL + " characters");
      }
      switch (button.action()) {
        case LINK -> web(button.value());
        case PHONE -> {
          if (!button.value().matches("\\+?[0-9 ()-]{3,20}")) {
            throw new Unfit("bad_phone", "a number that can be dialled");
          }
        }
        case REPLY, POSTBACK -> {
          if (button.value().isBlank() || button.value().length() > LONGEST_VALUE) {
            throw new Unfit("bad_value", "a value of 1 to " + LONGEST_VALUE + " characters");
          }
        }
      }
    }
  }

  private static void medium(@Nullable String url, String name, @Nullable UUID fileId) {
    web(url, fileId);
    if (name.length() > LONGEST_NAME) {
      throw new Unfit("bad_name", "a file name of at most " + LONGEST_NAME + " characters");
    }
  }

  /// Bots have no files with us, so that an id they name is somebody else's.
  private static void web(@Nullable String url, @Nullable UUID fileId) {
    if (fileId != null) {
      throw new Unfit(404, "unknown_file", "an address");
    }
    if (InlineFile.is(url)) {
      if (url == null || InlineFile.bytes(url).isEmpty()) {
        throw new Unfit("bad_url", "data:…;base64, with a file in it");
      }
      return;
    }
    web(url);
  }

  private static void web(@Nullable String url) {
    if (url == null || !isAddress(url)) {
      throw new Unfit("bad_url", "an address with http or https");
    }
  }

  /// Whether it is an address that may stand in a message.
  static boolean isAddress(String url) {
    return url.length() <= LONGEST_URL && isWeb(url);
  }

  /// Whether a picture can be had there.
  static boolean isPicture(String url) {
    return InlineFile.is(url) ? InlineFile.bytes(url).isPresent() : isAddress(url);
  }

  /// Whether it is the address of a web page.
  static boolean isWeb(String url) {
    try {
      var uri = new URI(url);
      var scheme = uri.getScheme();
      return scheme != null
          && List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
          && uri.getHost() != null
          && uri.getUserInfo() == null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
