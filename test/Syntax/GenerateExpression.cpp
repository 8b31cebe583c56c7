// Expressions and queries.
#include "Syntax/ProgramGenerator.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- Expressions ------------------------------------------------------===//

void ProgramGenerator::expr() {
  deep([&] {
    conjunction();
    for (unsigned more = deeper(30) ? 1 + below(3) : 0; more > 0; --more) {
      words("or");
      conjunction();
    }
  });
}

void ProgramGenerator::conjunction() {
  negation();
  for (unsigned more = deeper(30) ? 1 + below(3) : 0; more > 0; --more) {
    words("and");
    negation();
  }
}

void ProgramGenerator::negation() {
  maybe(10, [&] { words("not"); });
  comparison();
}

void ProgramGenerator::comparison() {
  static constexpr llvm::StringLiteral operators[] = {"=",  "<>", "<", "<=", ">",  ">=", "@>",
                                                      "<@", "&&", "~", "~*", "!~", "!~*"};
  additive();
  if (!deeper(60))
    return;
  const auto maybeNot = [&] { maybe(30, [&] { words("not"); }); };
  deep([&] {
    oneOf({[&] {
             token(random_.pick(operators).str());
             additive();
           },
           [&] {
             token(operators[below(6)].str());
             additive();
           },
           [&] {
             words("is");
             maybeNot();
             oneOf({[&] { words("null"); }, [&] { words("true"); }, [&] { words("false"); },
                    [&] {
                      words("distinct from");
                      additive();
                    }});
           },
           [&] {
             maybeNot();
             words("in");
             parens([&] { chance(20) ? query() : list(3, [&] { expr(); }); });
           },
           [&] {
             maybeNot();
             words("between");
             additive();
             words("and");
             additive();
           },
           [&] {
             maybeNot();
             words("like");
             additive();
             maybe(30, [&] {
               words("escape");
               text();
             });
           }});
  });
}

void ProgramGenerator::additive() {
  static constexpr llvm::StringLiteral operators[] = {"+", "-", "||"};
  multiplicative();
  for (unsigned more = deeper(30) ? 1 + below(3) : 0; more > 0; --more) {
    token(operators[below(3)].str());
    multiplicative();
  }
}

void ProgramGenerator::multiplicative() {
  static constexpr llvm::StringLiteral operators[] = {"*", "/", "%"};
  sign();
  for (unsigned more = deeper(20) ? 1 + below(2) : 0; more > 0; --more) {
    token(operators[below(3)].str());
    sign();
  }
}

void ProgramGenerator::sign() {
  for (unsigned more = chance(8) ? 1 + below(2) : 0; more > 0; --more)
    words("-");
  arrow();
}

void ProgramGenerator::arrow() {
  static constexpr llvm::StringLiteral operators[] = {"->", "->>", "#>", "#>>"};
  primary();
  for (unsigned more = deeper(10) ? 1 + below(2) : 0; more > 0; --more) {
    token(operators[below(4)].str());
    primary();
  }
}

void ProgramGenerator::primary() {
  static constexpr llvm::StringLiteral types[] = {"date",     "datetime", "timestamptz",
                                                  "interval", "uuid",     "json"};
  if (!deeper(50))
    return oneOf({[&] { number(); }, [&] { text(); }, [&] { path(); }, [&] { path(); },
                  [&] { words("true"); }, [&] { words("false"); }, [&] { words("null"); },
                  [&] {
                    token(random_.pick(types).str());
                    token("'2026-01-01'");
                  },
                  [&] {
                    words("sql");
                    text();
                  },
                  [&] { words("current_date"); }, [&] { words("array [ ]"); }});
  deep([&] {
    oneOf({[&] { call(); }, [&] { caseExpr(); },
           [&] {
             words("cast");
             parens([&] {
               expr();
               words("as");
               type();
             });
           },
           [&] {
             words("array [");
             list(3, [&] { expr(); });
             words("]");
           },
           [&] { parens([&] { expr(); }); },
           [&] {
             parens([&] {
               expr();
               words(",");
               list(2, [&] { expr(); });
             });
           },
           [&] { parens([&] { query(); }); },
           [&] {
             words("exists");
             parens([&] { query(); });
           }});
  });
}

void ProgramGenerator::call() {
  oneOf({[&] {
           words("lower");
           parens([&] { list(3, [&] { expr(); }); });
         },
         [&] { words("now ( )"); }, [&] { words("count ( * )"); },
         [&] {
           words("count ( distinct");
           expr();
           words(")");
         },
         [&] {
           words("postgresql . to_tsvector");
           parens([&] { list(2, [&] { expr(); }); });
         },
         [&] {
           words("extract ( year from");
           expr();
           words(")");
         }});
}

void ProgramGenerator::caseExpr() {
  words("case");
  maybe(30, [&] { expr(); });
  for (unsigned branches = 1 + below(3); branches > 0; --branches) {
    words("when");
    expr();
    words("then");
    expr();
  }
  maybe(50, [&] {
    words("else");
    expr();
  });
  words("end");
}

void ProgramGenerator::type() {
  static constexpr llvm::StringLiteral types[] = {"int",
                                                  "bigint",
                                                  "text",
                                                  "string ( 50 )",
                                                  "decimal ( 10 , 2 )",
                                                  "timestamptz",
                                                  "user_status",
                                                  "app . status",
                                                  "postgresql . tsvector",
                                                  "mysql . bigint unsigned",
                                                  "mysql . int unsigned zerofill",
                                                  "mysql . enum ( 'a' , 'b' )",
                                                  "\"int\"",
                                                  "\"Status\""};
  if (chance(8)) {
    words("sql");
    return token("'geometry(Point, 4326)'");
  }
  words(random_.pick(types));
  for (unsigned depth = chance(10) ? 1 + below(2) : 0; depth > 0; --depth)
    words("[ ]");
}

//===--- Queries ----------------------------------------------------------===//

void ProgramGenerator::query() {
  deep([&] {
    maybe(10, [&] {
      words("with");
      list(2, [&] {
        name();
        maybe(30, [&] { nameList(); });
        words("as");
        parens([&] { deeper(50) ? query() : selectCore(); });
      });
    });
    selectCore();
    for (unsigned more = deeper(20) ? 1 + below(2) : 0; more > 0; --more) {
      oneOf({[&] { words("union"); }, [&] { words("union all"); }, [&] { words("intersect"); },
             [&] { words("except"); }});
      if (deeper(20))
        parens([&] { query(); });
      else
        selectCore();
    }
    maybe(20, [&] {
      words("order by");
      list(2, [&] {
        expr();
        oneOf({[&] { words("asc"); }, [&] { words("desc"); }, [] {}});
        maybe(30, [&] { words(chance(50) ? "nulls first" : "nulls last"); });
      });
    });
    maybe(20, [&] {
      words("limit");
      number();
      maybe(30, [&] {
        words("offset");
        number();
      });
    });
  });
}

void ProgramGenerator::selectCore() {
  words("select");
  maybe(10, [&] { words("distinct"); });
  list(3, [&] {
    if (chance(10))
      return words("*");
    expr();
    maybe(30, [&] {
      words("as");
      name();
    });
  });
  if (!chance(80))
    return;
  words("from");
  list(2, [&] { fromItem(); });
  maybe(40, [&] {
    words("where");
    expr();
  });
  maybe(15, [&] {
    words("group by");
    list(2, [&] { expr(); });
    maybe(40, [&] {
      words("having");
      expr();
    });
  });
}

void ProgramGenerator::fromItem() {
  fromTable();
  for (unsigned more = chance(20) ? 1 + below(2) : 0; more > 0; --more) {
    if (chance(20)) {
      words("cross join");
      fromTable();
      continue;
    }
    oneOf({[&] { words("join"); }, [&] { words("inner join"); }, [&] { words("left join"); },
           [&] { words("right outer join"); }, [&] { words("full join"); }});
    fromTable();
    if (chance(70)) {
      words("on");
      expr();
    } else {
      words("using");
      nameList();
    }
  }
}

void ProgramGenerator::fromTable() {
  if (!deeper(20)) {
    path();
    maybe(40, [&] {
      words("as");
      name();
    });
    return;
  }
  parens([&] { chance(60) ? query() : values(); });
  words("as");
  name();
  maybe(40, [&] { nameList(); });
}

void ProgramGenerator::values() {
  words("values");
  list(3, [&] { parens([&] { list(3, [&] { expr(); }); }); });
}

} // namespace retort
