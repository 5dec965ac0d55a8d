"""A plain git server, without a forge: what it refuses at a push, what it publishes after one, and how it is set up.

``git receive-pack`` asks ``pre-receive`` once for a whole push, while what was sent lies apart and is thrown away where the
answer is no, and tells ``post-receive`` what it has accepted. A push is refused as a whole: of several branches none is
changed where one is refused.
"""
