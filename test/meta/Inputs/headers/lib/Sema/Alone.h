std::string needsString();
