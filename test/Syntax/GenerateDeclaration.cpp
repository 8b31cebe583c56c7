// Declarations.
#include "Syntax/ProgramGenerator.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- Parts of declarations --------------------------------------------===//

void ProgramGenerator::option() {
  static constexpr llvm::StringLiteral keys[] = {"mysql . engine", "postgresql . fillfactor",
                                                 "sqlite . strict", "mysql . partition"};
  words(random_.pick(keys));
  words("=");
  oneOf({[&] { text(); }, [&] { number(); }, [&] { words("-"), number(); }, [&] { words("true"); },
         [&] { words("default"); }, [&] { name(NamePlace::Word); }});
}

void ProgramGenerator::options() {
  parens([&] { list(3, [&] { option(); }); });
}

void ProgramGenerator::comments() {
  words("comment");
  text();
}

void ProgramGenerator::was() {
  words("was");
  name();
}

/// At least one; none twice.
void ProgramGenerator::sequenceOptions() {
  std::vector<Production> options;
  for (const char* word : {"start", "increment", "minvalue", "cache"})
    options.push_back([this, word] {
      maybe(30, [&] {
        words(word);
        maybe(20, [&] { words("-"); });
        integer();
      });
    });
  options.push_back([this] {
    words(random_.pick(std::initializer_list<const char*>{"cycle", "no cycle", "no cycle"}));
  });
  shuffled(std::move(options));
}

void ProgramGenerator::references() {
  static constexpr llvm::StringLiteral actions[] = {"no action", "restrict", "cascade", "set null",
                                                    "set default"};
  words("references");
  path();
  maybe(60, [&] { nameList(); });
  shuffled({[&] {
              maybe(40, [&] {
                words("on delete");
                const unsigned action = below(std::size(actions));
                words(actions[action]);
                if (action >= 3)
                  maybe(20, [&] { nameList(); });
              });
            },
            [&] {
              maybe(30, [&] {
                words("on update");
                words(random_.pick(actions));
              });
            },
            [&] { maybe(20, [&] { words(chance(50) ? "match full" : "match simple"); }); }});
}

void ProgramGenerator::inlineModifiers() {
  maybe(20, [&] {
    oneOf({[&] { words("deferrable"); }, [&] { words("deferrable initially deferred"); },
           [&] { words("not deferrable"); }, [&] { words("deferrable initially immediate"); }});
  });
}

void ProgramGenerator::modifiers() {
  inlineModifiers();
  shuffled({[&] { maybe(10, [&] { comments(); }); }, [&] { maybe(10, [&] { was(); }); }});
}

void ProgramGenerator::columnRest(bool added) {
  type();
  for (unsigned more = chance(8) ? 1 : 0; more > 0; --more) {
    words("for");
    dialects();
    type();
  }
  std::vector<Production> attributes;
  const auto attribute = [&](unsigned percent, Production production) {
    if (chance(percent))
      attributes.push_back(std::move(production));
  };
  attribute(30, [&] { words(chance(70) ? "not null" : "null"); });
  const unsigned value = below(100);
  if (value < 20)
    attributes.push_back([&] {
      words("default");
      expr();
      maybe(15, [&] {
        words("for");
        dialects();
        expr();
      });
    });
  else if (value < 30)
    attributes.push_back([&] {
      words("identity");
      oneOf({[] {}, [&] { words("always"); }, [&] { words("by default"); },
             [&] { words("by sequence"); },
             [&] {
               words("by sequence");
               name(NamePlace::Optional);
             }});
      maybe(30, [&] { parens([&] { sequenceOptions(); }); });
    });
  else if (value < 40)
    attributes.push_back([&] {
      words("generated as");
      parens([&] { expr(); });
      oneOf({[] {}, [&] { words("stored"); }, [&] { words("virtual"); }});
    });
  attribute(5, [&] { words("on update now ( )"); });
  attribute(5, [&] {
    words("collate");
    name(NamePlace::Optional);
  });
  attribute(15, [&] {
    words("primary key");
    inlineModifiers();
  });
  attribute(15, [&] {
    words("unique");
    inlineModifiers();
  });
  attribute(15, [&] {
    references();
    inlineModifiers();
  });
  attribute(15, [&] {
    words("check");
    maybe(30, [&] { name(); });
    parens([&] { expr(); });
  });
  attribute(10, [&] { comments(); });
  attribute(10, [&] {
    words("with");
    options();
  });
  if (!added)
    attribute(5, [&] { was(); });
  if (added) {
    attribute(15, [&] {
      words("backfill");
      expr();
      maybe(30, [&] { batches(); });
    });
    attribute(15, [&] {
      if (chance(50))
        return words("first");
      words("after");
      name();
    });
  }
  shuffled(std::move(attributes));
}

void ProgramGenerator::column() {
  name(NamePlace::Item);
  columnRest(/*added=*/false);
}

void ProgramGenerator::constraint(bool added) {
  static constexpr llvm::StringLiteral operators[] = {"=", "&&", "-|-", "<>"};
  const auto maybeName = [&](NamePlace place) {
    ifNotExists(added);
    oneOf({[&] { name(place); }, [&] { words("unnamed"); }, [] {}});
  };
  const auto keyColumns = [&] {
    parens([&] {
      list(3, [&] {
        name();
        maybe(10, [&] { words("prefix 20"); });
        maybe(15, [&] { words(chance(50) ? "desc" : "asc"); });
      });
    });
  };
  const auto key = [&] {
    maybeName(NamePlace::Item);
    if (added && chance(20)) {
      words("using index");
      name();
    } else {
      keyColumns();
    }
  };
  oneOf({[&] {
           words("primary key");
           key();
           modifiers();
         },
         [&] {
           words("unique");
           key();
           maybe(20, [&] { words("nulls not distinct"); });
           modifiers();
         },
         [&] {
           words("foreign key");
           maybeName(NamePlace::Any);
           nameList();
           references();
           modifiers();
         },
         [&] {
           words("check");
           maybeName(NamePlace::Any);
           parens([&] { expr(); });
           maybe(10, [&] { words("no inherit"); });
           modifiers();
         },
         [&] {
           words("exclude");
           maybeName(NamePlace::Any);
           maybe(60, [&] { words("using gist"); });
           parens([&] {
             list(2, [&] {
               indexPart();
               words("with");
               token(random_.pick(operators).str());
             });
           });
           maybe(30, [&] {
             words("where");
             parens([&] { expr(); });
           });
           modifiers();
         },
         [&] {
           words(chance(30) ? "unique index" : "index");
           ifNotExists(added);
           maybe(70, [&] { name(); });
           parens([&] { list(3, [&] { indexPart(); }); });
           indexModifiers();
         }});
}

void ProgramGenerator::indexPart() {
  if (chance(70))
    name();
  else
    call();
  shuffled({[&] {
              maybe(10, [&] {
                words("collate");
                name(NamePlace::Optional);
              });
            },
            [&] { maybe(10, [&] { words("opclass gin_trgm_ops"); }); },
            [&] { maybe(20, [&] { words(chance(50) ? "asc" : "desc"); }); },
            [&] { maybe(10, [&] { words(chance(50) ? "nulls first" : "nulls last"); }); }});
}

void ProgramGenerator::indexModifiers() {
  shuffled({[&] { maybe(30, [&] { words(chance(50) ? "using btree" : "using gin"); }); },
            [&] {
              maybe(10, [&] {
                words("include");
                nameList();
              });
            },
            [&] { maybe(10, [&] { words("nulls not distinct"); }); },
            [&] {
              maybe(20, [&] {
                words("where");
                expr();
              });
            },
            [&] {
              maybe(10, [&] {
                words("with");
                options();
              });
            },
            [&] { maybe(10, [&] { comments(); }); }, [&] { maybe(10, [&] { was(); }); },
            [&] { maybe(5, [&] { words("not valid"); }); }});
}

void ProgramGenerator::tableItem() {
  stray();
  const unsigned kind = below(100);
  if (kind < 65) {
    column();
  } else if (kind < 92 || depth_ > 2) {
    constraint(/*added=*/false);
  } else {
    return when([&] { tableItem(); });
  }
  words(";");
}

void ProgramGenerator::tableItems() {
  block([&] { tableItem(); }, 5);
}

//===--- Declarations -----------------------------------------------------===//

void ProgramGenerator::ifNotExists(bool created) {
  if (created && !replaces_)
    maybe(10, [&] { words("if not exists"); });
}

void ProgramGenerator::end(bool created) {
  if (!created || !deeper(10))
    return words(";");
  words("undo");
  deep([&] {
    if (chance(50)) {
      text();
      words(";");
    } else {
      statements();
    }
  });
}

void ProgramGenerator::bound() {
  oneOf({[&] {
           words("values from");
           parens([&] { list(2, [&] { chance(30) ? words("minvalue") : text(); }); });
           words("to");
           parens([&] { list(2, [&] { chance(30) ? words("maxvalue") : number(); }); });
         },
         [&] {
           words("values in");
           parens([&] { list(3, [&] { text(); }); });
         },
         [&] { words("values with ( modulus 4 , remainder 0 )"); }, [&] { words("default"); }});
}

void ProgramGenerator::table(bool created) {
  words("table");
  ifNotExists(created);
  path();
  if (!created)
    maybe(10, [&] { was(); });
  bool hasBody = true;
  if (chance(15)) {
    words("partition of");
    path();
    bound();
    hasBody = chance(50);
  }
  if (hasBody)
    tableItems();
  const bool partitioned = chance(10);
  const bool with = chance(15);
  shuffled({[&] {
              if (!partitioned)
                return;
              words("partition by range");
              parens([&] { list(2, [&] { indexPart(); }); });
            },
            [&] {
              if (!with)
                return;
              words("with");
              options();
            }});
  if (partitioned || with || !hasBody)
    end(created);
  else
    stray();
}

void ProgramGenerator::external(bool created) {
  words("external table");
  path();
  maybe(70, [&] {
    parens([&] {
      list(3, [&] {
        if (chance(70))
          column();
        else
          constraint(/*added=*/false);
      });
    });
  });
  end(created);
}

void ProgramGenerator::index(bool created) {
  words(chance(30) ? "unique index" : "index");
  if (created)
    maybe(20, [&] { words("concurrently"); });
  ifNotExists(created);
  maybe(80, [&] { name(); });
  words("on");
  path();
  parens([&] { list(3, [&] { indexPart(); }); });
  indexModifiers();
  end(created);
}

void ProgramGenerator::enumeration(bool created) {
  words("enum");
  ifNotExists(created);
  path();
  if (!created)
    maybe(10, [&] { was(); });
  parens([&] {
    list(4, [&] {
      text();
      if (!created)
        maybe(10, [&] {
          words("was");
          text();
        });
    });
  });
  maybe(20, [&] { comments(); });
  end(created);
}

void ProgramGenerator::domain(bool created) {
  words("domain");
  ifNotExists(created);
  path();
  if (!created)
    maybe(10, [&] { was(); });
  words("as");
  type();
  shuffled({[&] { maybe(20, [&] { words(chance(50) ? "not null" : "null"); }); },
            [&] {
              maybe(20, [&] {
                words("default");
                expr();
              });
            },
            [&] {
              maybe(40, [&] {
                words("check");
                maybe(30, [&] { name(); });
                parens([&] { expr(); });
              });
            },
            [&] { maybe(20, [&] { comments(); }); }});
  end(created);
}

void ProgramGenerator::sequence(bool created) {
  words("sequence");
  ifNotExists(created);
  path();
  if (!created)
    maybe(10, [&] { was(); });
  maybe(30, [&] { words("as bigint"); });
  maybe(50, [&] { sequenceOptions(); });
  maybe(20, [&] {
    words("owned by");
    path();
  });
  maybe(20, [&] { comments(); });
  end(created);
}

void ProgramGenerator::rawBodies() {
  if (chance(60)) {
    words("as");
    return text();
  }
  for (unsigned more = 1 + below(2); more > 0; --more) {
    words("for");
    dialects();
    words("as");
    text();
  }
}

void ProgramGenerator::uses() {
  maybe(30, [&] {
    words("uses");
    list(2, [&] { path(); });
  });
}

void ProgramGenerator::view(bool created) {
  words(chance(30) ? "materialized view" : "view");
  ifNotExists(created);
  path();
  if (!created)
    maybe(10, [&] { was(); });
  maybe(20, [&] { nameList(); });
  if (chance(60)) {
    words("as");
    query();
  } else {
    rawBodies();
  }
  shuffled({[&] { uses(); }, [&] { maybe(15, [&] { comments(); }); },
            [&] {
              maybe(15, [&] {
                words("with");
                options();
              });
            }});
  end(created);
}

void ProgramGenerator::schemaName(bool created) {
  words("schema");
  ifNotExists(created);
  name();
  maybe(20, [&] { comments(); });
  end(created);
}

void ProgramGenerator::extension(bool created) {
  words("extension");
  ifNotExists(created);
  name();
  maybe(20, [&] {
    words("schema");
    name();
  });
  maybe(20, [&] {
    words("version");
    text();
  });
  if (!chance(60))
    return end(created);
  words("{");
  for (unsigned more = below(4); more > 0; --more) {
    words(chance(50) ? "type" : "opclass");
    name();
    words(";");
  }
  words("}");
}

void ProgramGenerator::opaqueKind() {
  static constexpr llvm::StringLiteral kinds[] = {
      "function",  "procedure",    "aggregate",      "policy",
      "rule",      "type",         "operator class", "text search configuration",
      "collation", "virtual table"};
  words(random_.pick(kinds));
}

void ProgramGenerator::opaque(bool created) {
  const unsigned kind = below(100);
  if (kind < 10) {
    words("operator");
    ifNotExists(created);
    token("===");
    parens([&] { list(2, [&] { type(); }); });
  } else if (kind < 50) {
    words("function");
    ifNotExists(created);
    path();
    words("(");
    maybe(70, [&] { list(3, [&] { type(); }); });
    words(")");
    maybe(50, [&] {
      words("returns");
      type();
      maybe(50, [&] {
        oneOf({[&] { words("immutable"); }, [&] { words("stable"); }, [&] { words("volatile"); }});
      });
    });
  } else {
    opaqueKind();
    ifNotExists(created);
    path();
    maybe(30, [&] {
      words("on");
      path();
    });
  }
  rawBodies();
  shuffled({[&] { uses(); }, [&] { maybe(20, [&] { comments(); }); }});
  end(created);
}

void ProgramGenerator::trigger(bool created) {
  words("trigger");
  ifNotExists(created);
  name();
  words("on");
  path();
  oneOf({[&] { words("before"); }, [&] { words("after"); }, [&] { words("instead of"); }});
  std::vector<Production> events{[&] { words("insert"); },
                                 [&] {
                                   words("update");
                                   maybe(40, [&] {
                                     words("of");
                                     list(2, [&] { name(); });
                                   });
                                 },
                                 [&] { words("delete"); }};
  bool first = true;
  for (Production& event : events) {
    if (!first && chance(60))
      continue;
    if (!std::exchange(first, false))
      words("or");
    event();
  }
  maybe(60, [&] { words("for each row"); });
  maybe(30, [&] {
    words("when");
    parens([&] { expr(); });
  });
  rawBodies();
  maybe(10, [&] { words("disabled"); });
  shuffled({[&] { uses(); }, [&] { maybe(20, [&] { comments(); }); }});
  end(created);
}

void ProgramGenerator::declaration(bool created) {
  if (chance(35))
    return table(created);
  oneOf({[&] { table(created); }, [&] { index(created); }, [&] { enumeration(created); },
         [&] { domain(created); }, [&] { sequence(created); }, [&] { view(created); },
         [&] { schemaName(created); }, [&] { extension(created); }, [&] { opaque(created); },
         [&] { trigger(created); }});
}

} // namespace retort
