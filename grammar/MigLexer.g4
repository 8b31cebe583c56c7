// The tokens of a migration file. docs/language.md is the reference.
//
// Keywords are lower-case; which of them are also names is said in one place, the
// rules `name` and `reservedWord` of MigParser.g4.
//
// The input is bytes: identifiers are ASCII, and everything else that UTF-8 allows
// stands inside comments, strings and quoted names, where bytes pass through. The
// wrapper has checked before that the text is valid UTF-8 without NUL.
//
// Whatever the input, some rule matches: mistakes are tokens of their own, so that
// lib/Syntax can say what is wrong in the language's own terms.
lexer grammar MigLexer;

options { superClass = MigLexerBase; }

@lexer::postinclude {
#include "Syntax/MigLexerBase.h"
}

channels { Comments }

// A raw text without its closing fence; finishRawText() gives it.
tokens { UnterminatedRawText }

//===--- Keywords ---------------------------------------------------------===//

Action : 'action' ;
Add : 'add' ;
After : 'after' ;
Aggregate : 'aggregate' ;
All : 'all' ;
Alter : 'alter' ;
Always : 'always' ;
And : 'and' ;
Array : 'array' ;
As : 'as' ;
Asc : 'asc' ;
Assert : 'assert' ;
Attach : 'attach' ;
Auto : 'auto' ;
Autocommit : 'autocommit' ;
Backfill : 'backfill' ;
Batches : 'batches' ;
Before : 'before' ;
Between : 'between' ;
By : 'by' ;
Cache : 'cache' ;
Cascade : 'cascade' ;
Case : 'case' ;
Cast : 'cast' ;
Check : 'check' ;
Class : 'class' ;
Collate : 'collate' ;
Collation : 'collation' ;
Column : 'column' ;
Comment : 'comment' ;
Concurrently : 'concurrently' ;
Configuration : 'configuration' ;
Conflict : 'conflict' ;
Constraint : 'constraint' ;
Create : 'create' ;
Created : 'created' ;
Cross : 'cross' ;
Csv : 'csv' ;
Cycle : 'cycle' ;
Default : 'default' ;
Deferrable : 'deferrable' ;
Deferred : 'deferred' ;
Delete : 'delete' ;
Depends : 'depends' ;
Desc : 'desc' ;
Detach : 'detach' ;
Disabled : 'disabled' ;
Distinct : 'distinct' ;
Do : 'do' ;
Domain : 'domain' ;
Done : 'done' ;
Downgrade : 'downgrade' ;
Drop : 'drop' ;
Each : 'each' ;
Else : 'else' ;
End : 'end' ;
Enum : 'enum' ;
Escape : 'escape' ;
Except : 'except' ;
Exclude : 'exclude' ;
Exists : 'exists' ;
Extension : 'extension' ;
External : 'external' ;
False : 'false' ;
First : 'first' ;
For : 'for' ;
Foreign : 'foreign' ;
Forget : 'forget' ;
From : 'from' ;
Full : 'full' ;
Function : 'function' ;
Generated : 'generated' ;
Grant : 'grant' ;
Group : 'group' ;
Having : 'having' ;
Identity : 'identity' ;
If : 'if' ;
Immediate : 'immediate' ;
Immutable : 'immutable' ;
Impossible : 'impossible' ;
In : 'in' ;
Include : 'include' ;
Increment : 'increment' ;
Index : 'index' ;
Inherit : 'inherit' ;
Initially : 'initially' ;
Inner : 'inner' ;
Insert : 'insert' ;
Instead : 'instead' ;
Intersect : 'intersect' ;
Into : 'into' ;
Is : 'is' ;
Join : 'join' ;
Key : 'key' ;
Labels : 'labels' ;
Last : 'last' ;
Left : 'left' ;
Like : 'like' ;
Limit : 'limit' ;
Lock : 'lock' ;
Match : 'match' ;
Materialized : 'materialized' ;
Maxvalue : 'maxvalue' ;
Minvalue : 'minvalue' ;
Modulus : 'modulus' ;
Move : 'move' ;
No : 'no' ;
None : 'none' ;
Not : 'not' ;
Nothing : 'nothing' ;
Null : 'null' ;
Nulls : 'nulls' ;
Of : 'of' ;
Offset : 'offset' ;
On : 'on' ;
Opclass : 'opclass' ;
Operator : 'operator' ;
Or : 'or' ;
Order : 'order' ;
Outer : 'outer' ;
Owned : 'owned' ;
Partition : 'partition' ;
Pause : 'pause' ;
Policy : 'policy' ;
Prefix : 'prefix' ;
Primary : 'primary' ;
Procedure : 'procedure' ;
References : 'references' ;
Refresh : 'refresh' ;
Remainder : 'remainder' ;
Rename : 'rename' ;
Repeatable : 'repeatable' ;
Replace : 'replace' ;
Require : 'require' ;
Reset : 'reset' ;
Restart : 'restart' ;
Restrict : 'restrict' ;
Returns : 'returns' ;
Revises : 'revises' ;
Revision : 'revision' ;
Revoke : 'revoke' ;
Right : 'right' ;
Row : 'row' ;
Rule : 'rule' ;
Schema : 'schema' ;
Search : 'search' ;
Select : 'select' ;
Sequence : 'sequence' ;
Set : 'set' ;
Simple : 'simple' ;
Sql : 'sql' ;
Stable : 'stable' ;
Start : 'start' ;
Statement : 'statement' ;
Stored : 'stored' ;
Table : 'table' ;
Text : 'text' ;
Then : 'then' ;
Timeout : 'timeout' ;
To : 'to' ;
Trigger : 'trigger' ;
True : 'true' ;
Truncate : 'truncate' ;
Type : 'type' ;
Undo : 'undo' ;
Union : 'union' ;
Unique : 'unique' ;
Unsigned : 'unsigned' ;
Update : 'update' ;
Upgrade : 'upgrade' ;
Uses : 'uses' ;
Using : 'using' ;
Valid : 'valid' ;
Validate : 'validate' ;
Value : 'value' ;
Values : 'values' ;
Verify : 'verify' ;
Version : 'version' ;
View : 'view' ;
Virtual : 'virtual' ;
Volatile : 'volatile' ;
Was : 'was' ;
When : 'when' ;
Where : 'where' ;
With : 'with' ;
Zerofill : 'zerofill' ;

//===--- Names, numbers, texts --------------------------------------------===//

Identifier : [A-Za-z_] [A-Za-z0-9_]* ;

// Ends on its line, as a string does. It cannot begin with a quote: three of them
// begin a raw text.
QuotedName : '"' ~["\r\n] ( ~["\r\n] | '""' )* '"' ;

// Of one length the first rule wins, so `5s` is a duration, `1e5` a number, and any
// other word that begins with a digit is good for a revision id only.
Integer : Digit+ ;
Decimal : Digit+ '.' Digit+ ( [eE] [+-]? Digit+ )? | Digit+ [eE] [+-] Digit+ ;
Scientific : Digit+ [eE] Digit+ ;
Duration : Digit+ ( 'ms' | 's' | 'min' | 'h' ) ;
DigitWord : Digit [A-Za-z0-9_]* ;

String : '\'' ( ~['\r\n] | '\'\'' )* '\'' ;

// The action reads up to the closing fence, which has as many quotes.
RawText : '"""' '"'* { finishRawText(UnterminatedRawText); } ;

fragment Digit : [0-9] ;

//===--- Operators and punctuation ----------------------------------------===//

LeftParen : '(' ;
RightParen : ')' ;
LeftBracket : '[' ;
RightBracket : ']' ;
LeftBrace : '{' ;
RightBrace : '}' ;
Comma : ',' ;
Semicolon : ';' ;
Dot : '.' ;

Equal : '=' ;
NotEqual : '<>' ;
Less : '<' ;
LessEqual : '<=' ;
Greater : '>' ;
GreaterEqual : '>=' ;
Plus : '+' ;
Minus : '-' ;
Star : '*' ;
Slash : '/' ;
Percent : '%' ;
Concat : '||' ;
Arrow : '->' ;
DoubleArrow : '->>' ;
HashArrow : '#>' ;
HashDoubleArrow : '#>>' ;
Contains : '@>' ;
ContainedBy : '<@' ;
Overlaps : '&&' ;
Tilde : '~' ;
TildeStar : '~*' ;
NotTilde : '!~' ;
NotTildeStar : '!~*' ;

// SQL's spellings that this language does not have: tokens, so that the parser can
// take them and the AST builder can offer the spelling here.
BangEqual : '!=' ;
DoubleEqual : '==' ;
DoubleColon : '::' ;

// Parts of other operators, for `exclude (... with -|-)`.
Bang : '!' ;
At : '@' ;
Hash : '#' ;
Caret : '^' ;
Ampersand : '&' ;
Pipe : '|' ;
Question : '?' ;
Backquote : '`' ;
Colon : ':' ;

//===--- What the parser does not see -------------------------------------===//

Space : [ \t\r\n\f]+ -> skip ;

DocComment : '///' ( ~[/\r\n] ~[\r\n]* )? -> channel(Comments) ;
LineComment : '//' ~[\r\n]* -> channel(Comments) ;
BlockComment : '/*' ( ~'*' | '*'+ ~[*/] )* '*'+ '/' -> channel(Comments) ;
// SQL's comment: reported, and read as the comment that it was meant to be.
SqlComment : '--' ~[\r\n]* -> channel(Comments) ;

//===--- Mistakes ---------------------------------------------------------===//

UnterminatedComment : '/*' ( ~'*' | '*'+ ~[*/] )* '*'* -> channel(Comments) ;
UnterminatedString : '\'' ( ~['\r\n] | '\'\'' )* ;
UnterminatedName : '"' ( ~["\r\n] ( ~["\r\n] | '""' )* )? ;
EmptyName : '""' ;
// A word with letters that only a quoted name may have.
UnquotedName : [A-Za-z_\u0080-\u00ff] [A-Za-z0-9_\u0080-\u00ff]* ;
Unknown : . ;
