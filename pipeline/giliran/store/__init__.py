"""The outside world behind one door: disk and git. Everything that is read or written passes here."""

from __future__ import annotations

from giliran.store.git import answer_of_git, ask_git, changed_paths, commit_time, git_environment
from giliran.store.reading import chosen_paths, folder_digest, misspelt_folders, read_start, read_tree, unreadable
from giliran.store.writing import fresh_folder, is_ours, new_file, replace_file, write_files, write_whole

__all__ = [
    "answer_of_git",
    "ask_git",
    "changed_paths",
    "chosen_paths",
    "commit_time",
    "folder_digest",
    "fresh_folder",
    "git_environment",
    "is_ours",
    "misspelt_folders",
    "new_file",
    "read_start",
    "read_tree",
    "replace_file",
    "unreadable",
    "write_files",
    "write_whole",
]
