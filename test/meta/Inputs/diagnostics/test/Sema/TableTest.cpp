int main() { return diag::UnknownTable; }
