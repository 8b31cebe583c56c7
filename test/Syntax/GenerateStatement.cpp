// Statements, data and flow.
#include "Syntax/ProgramGenerator.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- Statements -------------------------------------------------------===//

void ProgramGenerator::block(const Production& item, unsigned most) {
  words("{");
  deep([&] {
    for (unsigned count = below(most + 1); count > 0; --count)
      item();
    stray();
  });
  words("}");
}

void ProgramGenerator::statements() {
  block([&] { statement(); });
}

void ProgramGenerator::objectRef() {
  oneOf({[&] {
           words("table");
           path();
         },
         [&] {
           words("column users .");
           name(NamePlace::Word);
         },
         [&] {
           words(chance(50) ? "index" : "constraint");
           name();
           words("on");
           path();
         },
         [&] {
           words("function");
           path();
           parens([&] { list(2, [&] { type(); }); });
         },
         [&] {
           words("materialized view");
           path();
         },
         [&] {
           words("operator");
           token("===");
           words("( int , int )");
         },
         [&] {
           words("trigger");
           name();
           words("on");
           path();
         }});
}

void ProgramGenerator::statement() {
  stray();
  if (depth_ < 3 && chance(15))
    return oneOf({[&] { when([&] { statement(); }); }, [&] { ifStatement([&] { statement(); }); },
                  [&] {
                    words(chance(50) ? "autocommit" : "repeatable");
                    statements();
                  }});
  oneOf({[&] {
           words("create");
           declaration(/*created=*/true);
         },
         [&] {
           words("create or replace");
           replaces_ = true;
           chance(50) ? view(true) : opaque(true);
           replaces_ = false;
         },
         [&] { alterTable(); }, [&] { alterTable(); }, [&] { alterOthers(); },
         [&] {
           static constexpr llvm::StringLiteral kinds[] = {
               "table", "view", "enum", "sequence", "schema", "materialized view"};
           words("drop");
           words(random_.pick(kinds));
           maybe(20, [&] { words("if exists"); });
           name();
           maybe(20, [&] { words("cascade"); });
           end();
         },
         [&] {
           words("drop index");
           maybe(30, [&] { words("concurrently"); });
           maybe(20, [&] { words("if exists"); });
           name();
           words("on");
           path();
           end();
         },
         [&] {
           words("rename");
           oneOf({[&] {
                    words("table");
                    path();
                  },
                  [&] {
                    words("index");
                    name();
                    words("on");
                    path();
                  },
                  [&] {
                    words("enum");
                    path();
                  }});
           words("to");
           name();
           end();
         },
         [&] { insert(); }, [&] { update(); }, [&] { remove(); },
         [&] {
           words("truncate");
           path();
           end();
         },
         [&] { sql(); }, [&] { setting(); }, [&] { assertion(); },
         [&] {
           words("comment on");
           objectRef();
           words("is");
           chance(80) ? text() : words("null");
           end();
         },
         [&] { external(/*created=*/true); },
         [&] {
           words("forget external table");
           path();
           end();
         },
         [&] {
           words("refresh materialized view");
           path();
           maybe(30, [&] { words("concurrently"); });
           end();
         },
         [&] {
           const bool revoke = chance(30);
           words(revoke ? "revoke" : "grant");
           words("select");
           maybe(50, [&] { words(", insert"); });
           words("on");
           if (chance(50))
             name(NamePlace::Optional);
           else
             objectRef();
           words(revoke ? "from" : "to");
           list(2, [&] { name(); });
           end();
         }});
}

void ProgramGenerator::alterTable() {
  words("alter table");
  maybe(10, [&] { words("if exists"); });
  path();
  block([&] { alterAction(); }, 4);
  if (chance(10)) {
    words("with");
    options();
    end();
  } else if (deeper(10)) {
    words("undo");
    statements();
  }
}

void ProgramGenerator::alterAction() {
  stray();
  const auto ifExists = [&] { maybe(10, [&] { words("if exists"); }); };
  const auto alterColumn = [&](const Production& change) {
    words("alter column");
    name();
    change();
    end();
  };
  if (depth_ < 3 && chance(8))
    return when([&] { alterAction(); });
  oneOf({[&] {
           words("add column");
           ifNotExists(true);
           name();
           columnRest(/*added=*/true);
           end();
         },
         [&] {
           words("add");
           constraint(/*added=*/true);
           end();
         },
         [&] {
           oneOf({[&] { words("drop column"); }, [&] { words("drop constraint"); },
                  [&] { words("drop index"); }});
           ifExists();
           name();
           maybe(20, [&] { words("cascade"); });
           end();
         },
         [&] {
           words("drop unique unnamed");
           parens([&] { list(2, [&] { name(); }); });
           maybe(20, [&] { words("cascade"); });
           end();
         },
         [&] {
           words("drop primary key");
           ifExists();
           end();
         },
         [&] {
           oneOf({[&] { words("rename column"); }, [&] { words("rename constraint"); },
                  [&] { words("rename index"); }});
           name();
           words("to");
           name();
           end();
         },
         [&] {
           alterColumn([&] {
             words("type");
             type();
             maybe(40, [&] {
               words("using");
               parens([&] { expr(); });
             });
           });
         },
         [&] {
           alterColumn([&] {
             oneOf({[&] { words("not null"); }, [&] { words("null"); },
                    [&] { words("no default"); }, [&] { words("no identity"); },
                    [&] { words("no generated"); }, [&] { words("no comment"); },
                    [&] { words("no collate"); },
                    [&] { words("reset ( postgresql . storage )"); },
                    [&] { words("identity ( restart 100 )"); },
                    [&] { words("identity by default"); }, [&] { words("first"); },
                    [&] {
                      words("default");
                      expr();
                    },
                    [&] { comments(); },
                    [&] {
                      words("generated as");
                      parens([&] { expr(); });
                      words("stored");
                    },
                    [&] {
                      words("after");
                      name();
                    },
                    [&] {
                      words("collate");
                      name();
                    },
                    [&] {
                      words("with");
                      options();
                    }});
           });
         },
         [&] {
           words("validate constraint");
           name();
           end();
         },
         [&] {
           words("attach partition");
           path();
           bound();
           end();
         },
         [&] {
           words("detach partition");
           path();
           maybe(30, [&] { words("concurrently"); });
           end();
         },
         [&] {
           words("set");
           options();
           end();
         },
         [&] {
           words("reset ( postgresql . fillfactor");
           maybe(30, [&] { words(", mysql . engine"); });
           words(")");
           end();
         },
         [&] {
           words("set schema");
           name();
           end();
         }});
}

void ProgramGenerator::alterOthers() {
  oneOf({[&] {
           words("alter enum");
           path();
           block([&] {
             oneOf({[&] {
                      words("add value");
                      ifNotExists(true);
                      text();
                      maybe(40, [&] {
                        words(chance(50) ? "before" : "after");
                        text();
                      });
                      words(";");
                    },
                    [&] {
                      words("rename value");
                      text();
                      words("to");
                      text();
                      words(";");
                    },
                    [&] {
                      words("drop value");
                      text();
                      maybe(50, [&] {
                        words("using");
                        text();
                      });
                      end();
                    },
                    [&] {
                      words("move value");
                      text();
                      words(chance(50) ? "before" : "after");
                      text();
                      end();
                    }});
           });
         },
         [&] {
           words("alter sequence");
           path();
           words("restart 5");
           maybe(50, [&] { sequenceOptions(); });
           end();
         },
         [&] {
           words("alter domain");
           path();
           oneOf({[&] {
                    words("type");
                    type();
                    maybe(50, [&] {
                      words("using");
                      parens([&] { expr(); });
                    });
                  },
                  [&] {
                    words("add check");
                    maybe(50, [&] { name(); });
                    parens([&] { expr(); });
                  },
                  [&] {
                    words(chance(50) ? "drop constraint" : "validate constraint");
                    name();
                  },
                  [&] { words("not null"); }, [&] { words("null"); }, [&] { words("no default"); },
                  [&] {
                    words("default");
                    expr();
                  }});
           end();
         },
         [&] {
           oneOf({[&] { words("alter view"); }, [&] { words("alter enum"); },
                  [&] { words("alter sequence"); }, [&] { words("alter materialized view"); }});
           path();
           words("set schema");
           name();
           end();
         }});
}

//===--- Data -------------------------------------------------------------===//

void ProgramGenerator::assignments() {
  const auto value = [&] { chance(10) ? words("default") : expr(); };
  list(3, [&] {
    if (chance(80)) {
      name();
      words("=");
      return value();
    }
    parens([&] {
      name();
      words(",");
      name();
    });
    words("=");
    parens([&] { query(); });
  });
}

void ProgramGenerator::batches() {
  words("in batches of 1000");
  maybe(40, [&] {
    words("by");
    nameList();
  });
  maybe(40, [&] {
    words("pause");
    duration();
  });
}

void ProgramGenerator::insert() {
  words("insert into");
  path();
  if (chance(10)) {
    words("default values");
  } else {
    maybe(70, [&] { nameList(); });
    oneOf({[&] {
             words("values");
             list(3, [&] {
               parens([&] { list(3, [&] { chance(15) ? words("default") : expr(); }); });
             });
           },
           [&] { query(); },
           [&] {
             words("from csv");
             text();
           }});
  }
  maybe(30, [&] {
    words("on conflict");
    oneOf({[] {},
           [&] {
             nameList();
             maybe(30, [&] {
               words("where");
               expr();
             });
           },
           [&] {
             words("on constraint");
             name();
           }});
    words("do");
    if (chance(50))
      return words("nothing");
    words("update set");
    assignments();
    maybe(40, [&] {
      words("where");
      expr();
    });
  });
  end();
}

void ProgramGenerator::update() {
  words("update");
  path();
  maybe(20, [&] {
    words("as");
    name();
  });
  words("set");
  assignments();
  maybe(30, [&] {
    words("from");
    list(2, [&] { fromItem(); });
  });
  maybe(60, [&] {
    words("where");
    expr();
  });
  maybe(20, [&] { batches(); });
  end();
}

void ProgramGenerator::remove() {
  words("delete from");
  path();
  maybe(20, [&] {
    words("as");
    name();
  });
  maybe(30, [&] {
    words("using");
    if (chance(20)) {
      words("csv");
      return text();
    }
    list(2, [&] { fromItem(); });
  });
  maybe(60, [&] {
    words("where");
    expr();
  });
  maybe(20, [&] { batches(); });
  end();
}

//===--- Raw SQL, settings, flow ------------------------------------------===//

void ProgramGenerator::sql() {
  words("sql");
  maybe(40, [&] {
    words("for");
    dialects();
  });
  chance(60) ? rawText() : text();
  const bool hasEffect = depth_ < 3 && chance(30);
  if (hasEffect) {
    words("as");
    statements();
  }
  if (chance(20)) {
    words("done when");
    probe();
    end();
  } else if (!hasEffect) {
    end();
  }
}

void ProgramGenerator::setting() {
  static constexpr llvm::StringLiteral modes[] = {"share", "share row exclusive",
                                                  "access exclusive"};
  oneOf({[&] {
           words("lock table");
           path();
           words("in");
           words(random_.pick(modes));
           words(";");
         },
         [&] {
           words(chance(50) ? "set lock timeout" : "set statement timeout");
           duration();
           words(";");
         },
         [&] {
           words("set mysql . time_zone =");
           text();
           words(";");
         }});
}

void ProgramGenerator::when(const Production& item) {
  words("when");
  dialects();
  block(item, 2);
  maybe(20, [&] {
    words("else when");
    dialects();
    block(item, 2);
  });
  maybe(30, [&] {
    words("else");
    block(item, 2);
  });
}

void ProgramGenerator::probe() {
  maybe(20, [&] { words("not"); });
  words("exists");
  objectRef();
}

void ProgramGenerator::ifStatement(const Production& item) {
  words("if");
  probe();
  block(item, 2);
  maybe(20, [&] {
    words("else if");
    probe();
    block(item, 2);
  });
  maybe(30, [&] {
    words("else");
    // May be read as the chain that it means.
    chance(30) ? block([&] { ifStatement(item); }, 1) : block(item, 2);
  });
}

void ProgramGenerator::assertion() {
  words("assert");
  oneOf({[&] { probe(); },
         [&] {
           words("none");
           path();
           maybe(60, [&] {
             words("where");
             expr();
           });
         },
         [&] {
           words("sql");
           text();
           words(chance(50) ? "=" : ">=");
           number();
         }});
  maybe(40, [&] {
    words("else");
    text();
  });
  words(";");
}

} // namespace retort
