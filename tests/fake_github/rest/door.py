from tests.fake_github.service import message
def prepare_rest(request, entry):
    return lambda call: message(404, "Not Found")
